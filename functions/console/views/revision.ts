// The day's revisions: a slider to walk through them, and for the one that is looked at what it changed and why it was
// worth it.
import { byId, el, fill } from '../draw/dom.ts';
import { goLive, goTo, select, step } from '../live/actions.ts';
import { lookFurtherBack } from '../live/follow.ts';
import { type State, store } from '../live/state.ts';
import { clock, points, signedPoints } from '../model/format.ts';
import type { Difference, Revision } from '../model/types.ts';
import { differenceWords, reasonWords, termWords } from '../model/words.ts';

/** Whoever pulls the slider sees the revisions go by, and not every one is fetched. */
const SETTLED_MS = 120;
const MOST_SHOWN = 200;

export function startRevisions(panel: HTMLElement): void {
  const slider = byId<HTMLInputElement>('scrubber');
  let timer = 0;
  slider.addEventListener('input', () => {
    clearTimeout(timer);
    const { lines } = store.get();
    const wanted = Number(slider.value);
    byId('scrub-label').textContent = labelOf(wanted, lines[0]?.revision ?? 0);
    timer = setTimeout(() => (wanted > (lines[0]?.revision ?? 0) ? goLive() : void goTo(wanted)), SETTLED_MS);
  });
  byId('scrub-back').addEventListener('click', () => step(-1));
  byId('scrub-forward').addEventListener('click', () => step(1));
  byId('scrub-live').addEventListener('click', goLive);
  byId('scrub-older').addEventListener('click', () => void lookFurtherBack());
  store.watch(
    ({ lines, past, older }) => [lines, past, older],
    (state) => drawSlider(slider, state),
  );
  store.watch(
    ({ past, difference, side, lines }) => [past, difference, side, lines],
    (state) => {
      if (state.side === 'revision') drawPanel(panel, state);
    },
  );
}

function labelOf(revision: number, newest: number): string {
  if (revision > newest) return 'Live';
  const line = store.get().lines.find((one) => one.revision === revision);
  return line === undefined ? `Revision ${revision}` : `Revision ${revision}, ${clock(line.createdAt)}`;
}

function drawSlider(slider: HTMLInputElement, { lines, past, older }: State): void {
  const newest = lines[0]?.revision ?? 0;
  const value = past?.revision ?? newest + 1;
  slider.min = String(Math.min(value, lines.at(-1)?.revision ?? 1));
  slider.max = String(newest + 1);
  slider.value = String(value);
  slider.disabled = newest === 0;
  slider.setAttribute('aria-valuetext', labelOf(value, newest));
  byId('scrub-label').textContent = labelOf(value, newest);
  byId<HTMLButtonElement>('scrub-live').disabled = past === null;
  byId<HTMLButtonElement>('scrub-older').disabled = older === null;
  document.body.classList.toggle('past', past !== null);
}

function drawPanel(panel: HTMLElement, { past, difference, lines }: State): void {
  if (past === null) {
    fill(
      panel,
      el('h2', {}, 'Revisions'),
      lines.length === 0
        ? el('p', { class: 'quiet' }, 'No plan has been committed yet.')
        : el(
            'ol',
            { class: 'revisions' },
            ...lines
              .slice(0, 100)
              .map((line) =>
                el(
                  'li',
                  {},
                  el(
                    'button',
                    { type: 'button', class: 'link', onclick: () => void goTo(line.revision) },
                    `${line.revision}`,
                  ),
                  ` ${clock(line.createdAt)} · ${line.offers} offered, ${line.withdrawals} taken back, ${line.unassigned} unassigned`,
                ),
              ),
          ),
    );
    return;
  }
  fill(
    panel,
    el('h2', {}, `Revision ${past.revision}, ${clock(past.createdAt)}`),
    worthOf(past),
    ...changesOf(past),
    ...diffOf(past, difference),
  );
}

function worthOf({ solve }: Revision): HTMLElement {
  const { costOfKeep, costOfPlan, rung, units, timing } = solve;
  const worth =
    costOfKeep === null || costOfPlan === undefined
      ? 'There was no plan before it to compare with.'
      : costOfKeep === costOfPlan
        ? 'It carries the last plan on.'
        : `Carrying on with the last plan would have cost ${points(costOfKeep - costOfPlan)} points more.`;
  const search =
    rung === 'search' ? `found by search (${units} units in ${timing.search} ms)` : `made by the rung ${rung}`;
  return el('p', {}, `${worth} The plan was ${search}.`);
}

function changesOf({ changes }: Revision): readonly Node[] {
  const offers = changes.filter(({ kind }) => kind === 'offer').length;
  const withdrawals = changes.filter(({ kind }) => kind === 'withdraw').length;
  return [el('p', { class: 'quiet' }, `${offers} orders offered, ${withdrawals} taken back.`)];
}

function diffOf({ revision }: Revision, difference: Difference | null): readonly Node[] {
  if (revision <= 1) return [el('p', { class: 'quiet' }, 'It is the first revision.')];
  if (difference === null) return [el('p', { class: 'quiet' }, 'Comparing with the one before …')];
  const moves = difference.orders.filter(isWorthSaying);
  const costs = Object.entries(difference.cost).filter(([, amount]) => amount !== 0);
  return [
    el('h3', {}, `Against revision ${difference.from}`),
    el(
      'p',
      {},
      costs.length === 0
        ? 'It costs the same.'
        : costs.map(([term, amount]) => `${termWords(term)} ${signedPoints(amount)}`).join(', '),
    ),
    moves.length === 0
      ? el('p', { class: 'quiet' }, 'Every order is where it was.')
      : el('ul', { class: 'diff', id: 'diff' }, ...moves.slice(0, MOST_SHOWN).map(differenceOf)),
    moves.length < difference.orders.length &&
      el('p', { class: 'quiet' }, `${difference.orders.length - moves.length} others by less than a minute.`),
  ].filter((node) => node !== false);
}

/** A plan that is carried on moves everything by seconds. */
const isWorthSaying = ({ kind, before, after }: Difference['orders'][number]): boolean =>
  kind !== 'retimed' || Math.abs((before?.dropoffAt ?? 0) - (after?.dropoffAt ?? 0)) >= 60;

function differenceOf({ orderId, kind, before, after }: Difference['orders'][number]): HTMLElement {
  const where = (place: typeof before): string => {
    if (place === null) return '–';
    if (place.courierId === null) return place.reason === null ? 'nobody' : 'nobody';
    return `${place.courierId} ${clock(place.dropoffAt)}`;
  };
  const reason = after?.reason ?? null;
  return el(
    'li',
    { class: `diff-${kind}` },
    el('button', { type: 'button', class: 'link', onclick: () => select({ kind: 'order', id: orderId }) }, orderId),
    ` ${differenceWords(kind)}: ${where(before)} → ${where(after)}`,
    reason !== null && el('div', { class: 'quiet' }, reasonWords(reason)),
  );
}
