// Why an order is where it is, in words: who else could have it and at what price, what is in the way of the others, and
// what would have to be different.
import { el } from '../draw/dom.ts';
import { clock, signedPoints } from '../model/format.ts';
import type { OrderRow } from '../model/model.ts';
import type { Explained, Explanation } from '../model/types.ts';
import { blockedWords, changeWords, decisionWords, reasonWords, termWords } from '../model/words.ts';
import { askToPin } from './pin-dialog.ts';

export function explanationOf(row: OrderRow, explained: Explained | null): readonly Node[] {
  if (explained === null) return [el('p', { class: 'quiet' }, 'Asking for the explanation …')];
  const { now, stored } = explained;
  const said = [...decisionsOf(explained), ...(row.reason === null ? [] : [el('p', {}, reasonWords(row.reason))])];
  if (now !== null) return [...said, ...alternativesOf(row, now, true)];
  const then = stored === null ? [] : alternativesOf(row, stored, false);
  return [...said, boundOf(row), ...then];
}

function decisionsOf({ decisions }: Explained): readonly Node[] {
  return decisions.map(({ revision, decision, courierId, reason }) =>
    el(
      'p',
      { class: 'quiet' },
      `Revision ${revision}: it ${decisionWords(decision)}${courierId === null ? '' : ` (${courierId})`}.${reason === null ? '' : ` ${reasonWords(reason)}`}`,
    ),
  );
}

const boundOf = ({ stage, courierId }: OrderRow): Node =>
  el(
    'p',
    {},
    stage === 'accepted' || stage === 'picked_up'
      ? `${courierId ?? 'Its courier'} has agreed to it: there is nothing to choose any more.`
      : 'There is nothing to choose for it now.',
  );

/** @param isOpen there is still something to choose; otherwise it is what was said when it was decided */
function alternativesOf(
  row: OrderRow,
  { alternatives, blocked, changes }: Explanation,
  isOpen: boolean,
): readonly Node[] {
  const heading = row.courierId === null ? 'Who could carry it' : `Instead of ${row.courierId}`;
  return [
    el('h4', {}, isOpen ? heading : `${heading}, when it was decided`),
    alternatives.length === 0
      ? el('p', {}, 'Nobody else could, as things are.')
      : el('ol', { class: 'options' }, ...alternatives.map((one) => optionOf(row, one, isOpen))),
    ...(blocked.length === 0
      ? []
      : [el('h4', {}, 'In the way of others'), el('ul', {}, ...blocked.map((one) => el('li', {}, blockedWords(one))))]),
    ...(changes.length === 0
      ? []
      : [
          el('h4', {}, row.courierId === null ? 'It would be carried if' : 'It would be on time if'),
          el('ul', {}, ...changes.map((change) => el('li', {}, changeWords(change)))),
        ]),
  ];
}

interface Option {
  readonly courierId: string;
  readonly dropoffAt: number;
  readonly cost: number;
  readonly terms: Readonly<Partial<Record<string, number>>>;
}

export function optionOf(
  { orderId }: Pick<OrderRow, 'orderId'>,
  { courierId, dropoffAt, cost, terms }: Option,
  canPin = true,
): HTMLElement {
  const parts = Object.entries(terms)
    .filter(([, amount]) => amount !== 0)
    .map(([term, amount]) => `${termWords(term)} ${signedPoints(amount ?? 0)}`);
  return el(
    'li',
    {},
    el('strong', {}, courierId),
    ` at the door ${clock(dropoffAt)}, ${signedPoints(cost)} points `,
    canPin &&
      el(
        'button',
        { type: 'button', class: 'small', onclick: () => askToPin(orderId, courierId) },
        `Pin to ${courierId}`,
      ),
    parts.length > 0 && el('div', { class: 'quiet' }, parts.join(', ')),
  );
}
