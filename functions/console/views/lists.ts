// The lists: orders, the most urgent first, with promise and risk; those that nobody carries, with the reason; couriers.
import { byId, el, fill } from '../draw/dom.ts';
import { select } from '../live/actions.ts';
import { type State, store } from '../live/state.ts';
import { clock, slack } from '../model/format.ts';
import type { CourierRow, OrderRow, Risk } from '../model/model.ts';
import { reasonWords, stageWords } from '../model/words.ts';
import { acceptDrops, carry } from './drops.ts';
import { VirtualList } from './virtual-list.ts';

const RISKS: Readonly<Record<Risk, { readonly sign: string; readonly word: string }>> = {
  none: { sign: '✕', word: 'nobody' },
  late: { sign: '!', word: 'late' },
  tight: { sign: '~', word: 'tight' },
  ok: { sign: '✓', word: 'on time' },
  done: { sign: '·', word: 'over' },
};

export const riskBadge = (risk: Risk): HTMLElement =>
  el(
    'span',
    { class: `risk risk-${risk}` },
    el('span', { 'aria-hidden': 'true' }, RISKS[risk].sign),
    ` ${RISKS[risk].word}`,
  );

const orders = new VirtualList<OrderRow>({
  label: 'Orders',
  rowHeight: 48,
  keyOf: ({ orderId }) => orderId,
  stateOf: (row) =>
    [row.stage, row.courierId, row.risk, row.slackSec, row.promiseBy, row.pinnedTo, row.isHeld].join(' '),
  draw: (row) => [
    el('span', { class: 'main' }, row.orderId, row.pinnedTo !== null && el('span', { class: 'tag' }, 'pinned')),
    riskBadge(row.risk),
    el('span', { class: 'sub' }, `${row.isHeld ? 'held' : stageWords(row.stage)} · ${row.courierId ?? 'no courier'}`),
    el(
      'span',
      { class: 'sub end' },
      row.risk === 'done' ? clock(row.dropoffAt) : `${clock(row.promiseBy)} · ${slack(row.slackSec)}`,
    ),
  ],
  onSelect: ({ orderId }) => select({ kind: 'order', id: orderId }),
  onRow: (row, { orderId }) => carry(row, orderId),
});

const unassigned = new VirtualList<OrderRow>({
  label: 'Unassigned',
  rowHeight: 72,
  keyOf: ({ orderId }) => orderId,
  stateOf: (row) => `${row.reason} ${row.promiseBy}`,
  draw: (row) => [
    el('span', { class: 'main' }, row.orderId),
    el('span', { class: 'sub end' }, `promised ${clock(row.promiseBy)}`),
    el(
      'span',
      { class: 'sub wide' },
      row.reason === null ? 'The next plan decides about it.' : reasonWords(row.reason),
    ),
  ],
  onSelect: ({ orderId }) => select({ kind: 'order', id: orderId }),
  onRow: (row, { orderId }) => carry(row, orderId),
});

const couriers = new VirtualList<CourierRow>({
  label: 'Couriers',
  rowHeight: 48,
  keyOf: ({ courierId }) => courierId,
  stateOf: (row) => `${row.status} ${row.numOrders} ${row.freeAt}`,
  draw: (row) => [
    el('span', { class: 'main' }, row.courierId),
    el('span', { class: `status status-${row.status}` }, row.status),
    el(
      'span',
      { class: 'sub' },
      row.numOrders === 0 ? 'nothing to do' : `${row.numOrders} order${row.numOrders === 1 ? '' : 's'}`,
    ),
    el('span', { class: 'sub end' }, row.freeAt === null ? '' : `free at ${clock(row.freeAt)}`),
  ],
  onSelect: ({ courierId }) => select({ kind: 'courier', id: courierId }),
  onRow: (element, { courierId }) => {
    acceptDrops(element, () => courierId);
  },
});

const LISTS = { orders, unassigned, couriers } as const;

export function startLists(): void {
  const panel = byId('list-panel');
  const search = byId<HTMLInputElement>('search');
  search.addEventListener('input', () => store.set({ search: search.value.trim().toLowerCase() }));
  for (const name of ['orders', 'unassigned', 'couriers'] as const)
    byId(`tab-${name}`).addEventListener('click', () => store.set({ list: name }));
  store.watch(
    ({ list }) => [list],
    ({ list }) => {
      fill(panel, LISTS[list].element);
      panel.setAttribute('aria-labelledby', `tab-${list}`);
      for (const name of Object.keys(LISTS)) byId(`tab-${name}`).setAttribute('aria-selected', String(name === list));
    },
  );
  store.watch(
    ({ model, search: text, list, selection }) => [model, text, list, selection],
    (state) => show(state),
  );
}

export const stepInList = (by: number): void => LISTS[store.get().list].step(by);

function show({ model, search, selection, list }: State): void {
  const all = model?.orders ?? [];
  const left = all.filter(({ risk }) => risk === 'none');
  const carriers = model?.couriers ?? [];
  byId('count-orders').textContent = String(all.filter(({ risk }) => risk !== 'done').length);
  byId('count-unassigned').textContent = String(left.length);
  byId('count-couriers').textContent = String(carriers.filter(({ status }) => status !== 'off').length);
  const selected = (kind: string): string | null => (selection?.kind === kind ? selection.id : null);
  const isWanted = (...texts: readonly (string | null)[]): boolean =>
    search === '' || texts.some((text) => text?.toLowerCase().includes(search) === true);
  const wanted = (rows: readonly OrderRow[]) =>
    rows.filter((row) => isWanted(row.orderId, row.courierId, row.storeId, row.stage, row.risk));
  if (list === 'orders') orders.show(wanted(all), selected('order'));
  if (list === 'unassigned') unassigned.show(wanted(left), selected('order'));
  if (list === 'couriers')
    couriers.show(
      carriers.filter(({ courierId }) => isWanted(courierId)),
      selected('courier'),
    );
  const count = { orders: all, unassigned: left, couriers: carriers }[list].length;
  byId('list-empty').hidden = model === null || count > 0;
  byId('list-empty').textContent = EMPTY_WORDS[list];
}

const EMPTY_WORDS: Readonly<Record<State['list'], string>> = {
  orders: 'No open orders. They show up here as they are placed.',
  unassigned: 'Every open order has a courier.',
  couriers: 'Nobody is on shift.',
};
