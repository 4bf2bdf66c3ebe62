// Follows a zone: asks again when a stream says that something has changed, or every few seconds where there is none. What is
// as it was costs a header, by its ETag.
import { withDeliveries } from '../model/figures.ts';
import { modelOf } from '../model/model.ts';
import type { Live } from '../model/types.ts';
import { api, heard } from './api.ts';
import { store } from './state.ts';

const POLL_MS = 3000;
/** Between two answers: whoever follows five changes a second sees two. */
const PAUSE_MS = 500;
/** A stream that works says so before long. */
const STREAM_SILENT_MS = 30_000;
const HISTORY = 50;

let etag: string | null = null;
let isAsking = false;
let isDue = false;
let timer = 0;
let stream: EventSource | null = null;
let streamHeardAtMs = 0;

export async function begin(): Promise<void> {
  const outcome = await heard(api.call('GET /v1/zones', { query: { limit: 500 } }));
  if (outcome?.kind !== 'answer') {
    setTimeout(begin, 1500);
    return;
  }
  const { zones } = outcome.answer;
  store.set({ zones });
  const wanted = decodeURIComponent(location.hash.slice(1));
  const chosen = zones.find(({ zoneId }) => zoneId === wanted) ?? zones[0];
  if (chosen === undefined) setTimeout(begin, 1500);
  else if (store.get().zoneId !== chosen.zoneId) follow(chosen.zoneId);
}

export function follow(zoneId: string): void {
  stream?.close();
  etag = null;
  history.replaceState(null, '', `#${encodeURIComponent(zoneId)}`);
  store.set({
    zoneId,
    live: null,
    model: null,
    lines: [],
    older: null,
    past: null,
    difference: null,
    deliveries: new Map(),
    selection: null,
    explained: null,
    policy: null,
    connection: { kind: 'loading' },
  });
  listen(zoneId);
  ask();
}

/** Soon: what is asked meanwhile is asked once. */
export function ask(): void {
  if (isAsking) {
    isDue = true;
    return;
  }
  clearTimeout(timer);
  isAsking = true;
  void look().finally(() => {
    isAsking = false;
    const isStreaming = stream !== null && Date.now() - streamHeardAtMs < STREAM_SILENT_MS;
    timer = setTimeout(ask, isDue ? PAUSE_MS : isStreaming ? 5 * POLL_MS : POLL_MS);
    isDue = false;
  });
}

function listen(zoneId: string): void {
  stream = new EventSource(`/v1/zones/${encodeURIComponent(zoneId)}/stream`);
  stream.addEventListener('changed', () => {
    streamHeardAtMs = Date.now();
    ask();
  });
  // In the cloud there is no stream: an EventSource whose first answer is none closes for good.
  stream.addEventListener('error', () => {
    if (stream?.readyState === EventSource.CLOSED) stream = null;
  });
}

async function look(): Promise<void> {
  const { zoneId } = store.get();
  if (zoneId === null) return;
  const call = api.call('GET /v1/zones/{zoneId}/live', {
    params: { zoneId },
    ...(etag !== null && { ifNoneMatch: etag }),
  });
  const outcome = await heard(call);
  if (outcome?.kind !== 'answer' || store.get().zoneId !== zoneId) return;
  etag = outcome.etag;
  take(outcome.answer);
  await catchUp(zoneId, outcome.answer.head.revision);
}

function take(live: Live): void {
  const { deliveries, past } = store.get();
  store.set({ live, deliveries: withDeliveries(deliveries, live) });
  if (past === null) store.set({ model: modelOf(live, live.plan, live.at, null) });
}

/** The history, from the newest revision back to those that are known. */
async function catchUp(zoneId: string, newest: number): Promise<void> {
  const known = store.get().lines[0]?.revision ?? 0;
  if (newest <= known) return;
  const limit = Math.min(HISTORY, known === 0 ? HISTORY : newest - known);
  const outcome = await heard(api.call('GET /v1/zones/{zoneId}/revisions', { params: { zoneId }, query: { limit } }));
  if (outcome?.kind !== 'answer' || store.get().zoneId !== zoneId) return;
  const { revisions, next } = outcome.answer;
  const fresh = revisions.filter(({ revision }) => revision > known);
  const isGapless = known === 0 || fresh.at(-1)?.revision === known + 1;
  store.set(isGapless && known > 0 ? { lines: [...fresh, ...store.get().lines] } : { lines: revisions, older: next });
}

/** Fifty older ones. */
export async function lookFurtherBack(): Promise<void> {
  const { zoneId, older, lines } = store.get();
  if (zoneId === null || older === null) return;
  const query = { limit: HISTORY, before: older };
  const outcome = await heard(api.call('GET /v1/zones/{zoneId}/revisions', { params: { zoneId }, query }));
  if (outcome?.kind !== 'answer' || store.get().zoneId !== zoneId) return;
  store.set({ lines: [...lines, ...outcome.answer.revisions], older: outcome.answer.next });
}
