// What a dispatcher can do or ask: look at something, walk through revisions, pin, freeze, try.
import { modelOf } from '../model/model.ts';
import type { Fit, Replanned, WhatIf } from '../model/types.ts';
import { api, heard } from './api.ts';
import { ask } from './follow.ts';
import { type Selection, store } from './state.ts';

export function select(selection: Selection): void {
  store.set({ selection, explained: null, side: 'detail', ...(selection !== null && { view: viewFor() }) });
}

/** A narrow screen shows one thing at a time. */
const viewFor = () => (matchMedia('(max-width: 760px)').matches ? 'side' : store.get().view);

/** Whenever another order is selected, or something has become of it. */
export function explainSelected(): void {
  store.watch(
    ({ selection, model }) => {
      const row = selection?.kind === 'order' ? model?.orderById.get(selection.id) : undefined;
      return [row?.orderId, row?.stage, row?.courierId, row?.pinnedTo];
    },
    ({ selection }) => {
      if (selection?.kind === 'order') void explain(selection.id);
    },
  );
}

async function explain(orderId: string): Promise<void> {
  const zoneId = zone();
  const outcome = await heard(
    api.call('GET /v1/zones/{zoneId}/orders/{orderId}/explanation', { params: { zoneId, orderId } }),
  );
  const { selection } = store.get();
  if (outcome?.kind === 'answer' && selection?.id === orderId) store.set({ explained: outcome.answer });
}

export async function goTo(revision: number): Promise<void> {
  const params = { zoneId: zone(), revision };
  const outcome = await heard(api.call('GET /v1/zones/{zoneId}/revisions/{revision}', { params }));
  const { live } = store.get();
  if (outcome?.kind !== 'answer' || live === null) return;
  const past = outcome.answer;
  store.set({ past, difference: null, side: 'revision', model: modelOf(live, past.plan, past.createdAt, revision) });
  if (revision <= 1) return;
  const between = { zoneId: params.zoneId, from: revision - 1, to: revision };
  const diff = await heard(api.call('GET /v1/zones/{zoneId}/revisions/{from}/diff/{to}', { params: between }));
  if (diff?.kind === 'answer' && store.get().past?.revision === revision) store.set({ difference: diff.answer });
}

/** One revision back or forward; beyond the newest is the live state. */
export function step(by: number): void {
  const { lines, past } = store.get();
  const newest = lines[0]?.revision ?? 0;
  const wanted = (past?.revision ?? newest + 1) + by;
  if (wanted > newest) goLive();
  else if (wanted >= 1) void goTo(wanted);
}

export function goLive(): void {
  const { live } = store.get();
  const model = live === null ? null : modelOf(live, live.plan, live.at, null);
  store.set({ past: null, difference: null, side: 'detail', model });
}

export async function loadPolicy(): Promise<void> {
  const { live, policy } = store.get();
  if (live === null) return;
  const { policyId, version } = live.policy;
  if (policy?.policyId === policyId && policy.version === version) return;
  const outcome = await heard(api.call('GET /v1/policies/{policyId}/versions/{version}', { params: live.policy }));
  if (outcome?.kind === 'answer') store.set({ policy: outcome.answer });
}

type Question = Parameters<typeof whatIf>[0];

/** The answer, or the problem in words. */
export async function whatIf(
  body:
    | { readonly ask: 'fit'; readonly orderId: string }
    | { readonly ask: 'courier_leaves'; readonly courierId: string }
    | { readonly ask: 'store_late'; readonly storeId: string; readonly minutes: number }
    | { readonly ask: 'weights'; readonly weights: Readonly<Record<string, number>> },
): Promise<WhatIf | string> {
  try {
    const outcome = await api.call('POST /v1/zones/{zoneId}/what-if', { params: { zoneId: zone() }, body });
    if (outcome.kind === 'answer') return outcome.answer;
    return outcome.kind === 'problem' ? `${outcome.problem.cause}. ${outcome.problem.action}` : 'no answer';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const whereItFits = (orderId: string): Promise<Fit | string> =>
  whatIf({ ask: 'fit', orderId }) as Promise<Fit | string>;
export const replan = (question: Exclude<Question, { readonly ask: 'fit' }>): Promise<Replanned | string> =>
  whatIf(question) as Promise<Replanned | string>;

/** Null: it is pinned, or let go; a text: why not. */
export async function pin(orderId: string, onlyCourier: string | null): Promise<string | null> {
  const params = { zoneId: zone(), orderId };
  const body = { changes: { onlyCourier } };
  return done(api.call('PATCH /v1/zones/{zoneId}/orders/{orderId}', { params, body }));
}

export async function freeze(frozen: boolean): Promise<string | null> {
  return done(api.call('PUT /v1/zones/{zoneId}/frozen', { params: { zoneId: zone() }, body: { frozen } }));
}

async function done(
  call: Promise<{ readonly kind: string; readonly problem?: { readonly cause: string; readonly action: string } }>,
): Promise<string | null> {
  try {
    const outcome = await call;
    if (outcome.problem !== undefined) return `${outcome.problem.cause}. ${outcome.problem.action}`;
    ask();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function zone(): string {
  const { zoneId } = store.get();
  if (zoneId === null) throw new Error('no zone is chosen');
  return zoneId;
}
