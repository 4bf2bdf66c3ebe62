// The selected order, courier or store in words, with the questions that can be asked about it.
import { el, fill } from '../draw/dom.ts';
import { replan, select, whereItFits } from '../live/actions.ts';
import { type State, store } from '../live/state.ts';
import { barsOf } from '../model/bars.ts';
import { clock, duration, slack } from '../model/format.ts';
import type { CourierRow, Model, OrderRow } from '../model/model.ts';
import type { Route } from '../model/types.ts';
import { stageWords } from '../model/words.ts';
import { explanationOf, optionOf } from './explanation.ts';
import { riskBadge } from './lists.ts';
import { askToUnpin } from './pin-dialog.ts';
import { replanned } from './replanned.ts';

export function startDetail(panel: HTMLElement): void {
  store.watch(
    ({ model, selection, explained, side }) => [model, selection, explained, side],
    (state) => {
      if (state.side === 'detail') draw(panel, state);
    },
  );
}

/** Answers to questions about what is selected stay while the zone is updated. */
let answers: { readonly of: string; readonly nodes: readonly Node[] } = { of: '', nodes: [] };

function draw(panel: HTMLElement, { model, selection, explained }: State): void {
  if (model === null || selection === null) {
    fill(panel, ...nothing());
    return;
  }
  const key = `${selection.kind} ${selection.id}`;
  if (answers.of !== key) answers = { of: key, nodes: [] };
  // Somebody may be reading further down.
  const { scrollTop } = panel;
  fill(panel, ...contentOf(model, selection, explained, panel), ...answers.nodes);
  panel.scrollTop = scrollTop;
}

const nothing = (): readonly Node[] => [
  el('h2', {}, 'Nothing selected'),
  el(
    'p',
    { class: 'quiet' },
    'Choose an order, a courier or a store: in a list, on the map or in the timeline. Drag an order onto a courier to see what that would cost.',
  ),
];

function contentOf(
  model: Model,
  { kind, id }: NonNullable<State['selection']>,
  explained: State['explained'],
  panel: HTMLElement,
): readonly Node[] {
  if (kind === 'store') return storeOf(model, id, panel);
  if (kind === 'courier') {
    const row = model.courierById.get(id);
    return row === undefined ? gone(id) : courierOf(model, row, panel);
  }
  const row = model.orderById.get(id);
  return row === undefined ? gone(id) : orderOf(row, explained, model, panel);
}

const gone = (id: string): readonly Node[] => [
  el('h2', {}, id),
  el(
    'p',
    { class: 'quiet' },
    'It is not in this state of the zone. Ten minutes after its end an order is in the archive.',
  ),
];

function facts(entries: Readonly<Record<string, string | Node | null>>): HTMLElement {
  return el(
    'dl',
    { class: 'facts' },
    ...Object.entries(entries).flatMap(([name, value]) =>
      value === null ? [] : [el('dt', {}, name), el('dd', {}, value)],
    ),
  );
}

function orderOf(
  row: OrderRow,
  explained: State['explained'],
  { revision }: Model,
  panel: HTMLElement,
): readonly Node[] {
  const { orderId, order, courierId, storeId, pinnedTo } = row;
  const isOpen = row.stage === 'open' || row.stage === 'offered';
  return [
    el('h2', {}, `Order ${orderId} `, riskBadge(row.risk)),
    facts({
      Stage: row.isHeld ? `${stageWords(row.stage)}, planned and held back` : stageWords(row.stage),
      Courier: courierId === null ? 'nobody' : link('courier', courierId),
      Pinned: pinnedTo === null ? null : `to ${pinnedTo}`,
      Store: storeId === null ? null : link('store', storeId),
      Ready: clock(row.readyAt),
      Promised: `${clock(row.promiseBy)}${order?.hardPromise ? ', at the latest' : ''}`,
      'At the door': row.dropoffAt === null ? 'not planned' : `${clock(row.dropoffAt)}, ${slack(row.slackSec)}`,
      Batch: batchOf(row),
      Load:
        order === null
          ? null
          : `${order.load.bags} ${order.load.bags === 1 ? 'bag' : 'bags'}, ${(order.load.weightG / 1000).toFixed(1)} kg`,
      Needs: order === null || order.requirements.length === 0 ? null : order.requirements.join(', '),
      'Declined by': order === null || order.declinedBy.length === 0 ? null : order.declinedBy.join(', '),
    }),
    revision === null &&
      isOpen &&
      el(
        'div',
        { class: 'buttons' },
        el(
          'button',
          { type: 'button', id: 'where-fits', onclick: () => void askFit(row, panel) },
          'Where would it fit?',
        ),
        pinnedTo !== null &&
          el('button', { type: 'button', onclick: () => askToUnpin(orderId, pinnedTo) }, 'Take the pin off'),
      ),
    el(
      'section',
      { id: 'explanation', 'aria-label': 'Explanation' },
      el('h3', {}, 'Why'),
      ...explanationOf(row, explained),
    ),
  ].filter((node): node is HTMLElement => node !== false);
}

function batchOf({ offerId, orderId }: OrderRow): Node | null {
  const { model } = store.get();
  const batch = model?.couriers.flatMap(({ route }) => route?.batches ?? []).find((one) => one.offerId === offerId);
  if (batch === undefined) return null;
  const others = batch.orderIds.filter((id) => id !== orderId);
  if (others.length === 0) return el('span', {}, `alone, leaves ${clock(batch.departAt)}`);
  const list = el('span', {}, `leaves ${clock(batch.departAt)} with `);
  for (const [index, id] of others.entries()) list.append(...(index === 0 ? [] : [', ']), link('order', id));
  return list;
}

const link = (kind: 'order' | 'courier' | 'store', id: string): HTMLElement =>
  el('button', { type: 'button', class: 'link', onclick: () => select({ kind, id }) }, id);

function courierOf(model: Model, row: CourierRow, panel: HTMLElement): readonly Node[] {
  const { courierId, courier, route } = row;
  return [
    el('h2', {}, `Courier ${courierId}`),
    facts({
      Status: row.status,
      Shift: courier === null ? null : `${clock(courier.shift.startAt)} to ${clock(courier.shift.endAt)}`,
      Moves: courier?.mode ?? null,
      Carries: courier === null ? null : `${courier.capacity.bags} bags, ${courier.capacity.weightG / 1000} kg`,
      Skills: courier === null || courier.skills.length === 0 ? null : courier.skills.join(', '),
      Delivered: courier === null ? null : String(courier.deliveredCount),
      'Free at': row.freeAt === null ? 'now' : clock(row.freeAt),
    }),
    el('h3', {}, 'Route'),
    route === null || route.stops.length === 0
      ? el('p', { class: 'quiet' }, 'Nothing to do.')
      : el('ol', { class: 'stops' }, ...route.stops.map((stop) => stopOf(stop, route, model))),
    ...(model.revision === null
      ? [
          questionButton(
            'What if this courier went home now?',
            () => replan({ ask: 'courier_leaves', courierId }),
            panel,
          ),
        ]
      : []),
  ];
}

type StopShown = NonNullable<CourierRow['route']>['stops'][number];

const STOPS: Readonly<Record<StopShown['kind'], string>> = {
  pickup: 'Pick up',
  dropoff: 'Drop',
  break: 'Break',
  end: 'End',
};

function stopOf({ kind, orderIds, serviceAt, lateSec }: StopShown, route: Route, model: Model): HTMLElement {
  const waits = barsOf(route, model).filter((bar) => bar.kind === 'wait' && bar.to === serviceAt);
  const wait = waits.reduce((sum, { from, to }) => sum + to - from, 0);
  const said = `${wait > 30 ? `, waits ${duration(wait)}` : ''}${lateSec > 0 ? `, ${duration(lateSec)} late` : ''}`;
  const item = el('li', {}, `${clock(serviceAt)} ${STOPS[kind]} `);
  for (const [index, id] of orderIds.entries()) item.append(...(index === 0 ? [] : [', ']), link('order', id));
  item.append(said);
  return item;
}

function storeOf(model: Model, storeId: string, panel: HTMLElement): readonly Node[] {
  const waiting = model.orders.filter(
    (row) => row.storeId === storeId && row.risk !== 'done' && row.stage !== 'picked_up',
  );
  return [
    el('h2', {}, `Store ${storeId}`),
    facts({ 'Orders that wait': String(waiting.length) }),
    el(
      'ul',
      { class: 'stops' },
      ...waiting.slice(0, 50).map(({ orderId, readyAt }) => {
        const item = el('li', {}, `${clock(readyAt)} `);
        item.append(link('order', orderId));
        return item;
      }),
    ),
    ...(model.revision === null
      ? [
          questionButton(
            'What if it ran 10 minutes late?',
            () => replan({ ask: 'store_late', storeId, minutes: 10 }),
            panel,
          ),
        ]
      : []),
  ];
}

function questionButton(text: string, question: () => ReturnType<typeof replan>, panel: HTMLElement): HTMLElement {
  return el(
    'div',
    { class: 'buttons' },
    el('button', { type: 'button', onclick: () => void answer(question, panel) }, text),
  );
}

async function answer(question: () => ReturnType<typeof replan>, panel: HTMLElement): Promise<void> {
  const key = answers.of;
  show(key, panel, [el('p', { class: 'quiet', 'aria-live': 'polite' }, 'Planning it twice …')]);
  const said = await question();
  show(key, panel, typeof said === 'string' ? [el('p', { class: 'fault' }, said)] : replanned(said));
}

async function askFit(row: OrderRow, panel: HTMLElement): Promise<void> {
  const key = answers.of;
  show(key, panel, [el('p', { class: 'quiet', 'aria-live': 'polite' }, 'Asking …')]);
  const said = await whereItFits(row.orderId);
  if (typeof said === 'string') return show(key, panel, [el('p', { class: 'fault' }, said)]);
  const { options } = said;
  show(key, panel, [
    el('h3', {}, 'Where it would fit'),
    options.length === 0
      ? el('p', {}, 'Nowhere, as things are.')
      : el(
          'ol',
          { class: 'options', id: 'fit-options' },
          ...options.slice(0, 12).map((option) => optionOf(row, option)),
        ),
  ]);
}

function show(of: string, panel: HTMLElement, nodes: readonly Node[]): void {
  if (answers.of !== of) return;
  answers = { of, nodes };
  draw(panel, store.get());
}
