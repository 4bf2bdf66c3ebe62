// A batch in words: who carries which orders of a store, when, and how much of that is settled.
import { el } from '../../draw/dom.ts';
import { clock, slack } from '../../model/format.ts';
import type { BatchRow, Model } from '../../model/model.ts';
import { riskBadge } from '../lists.ts';
import { facts, link, loadWords } from './facts.ts';

const STAGES: Readonly<Record<BatchRow['stage'], string>> = {
  planned: 'planned and held back: it may still change, and its courier does not know of it',
  offered: 'offered: its courier has not answered yet',
  accepted: 'accepted: it stays as it is',
  picked_up: 'on board',
};

export function batchDetail(
  { offerId, courierId, storeId, stage, orderIds, departAt }: BatchRow,
  model: Model,
): readonly Node[] {
  const rows = orderIds.flatMap((orderId) => model.orderById.get(orderId) ?? []);
  const orders = rows.flatMap(({ order }) => order ?? []);
  const capacity = model.courierById.get(courierId)?.courier?.capacity;
  const carried = {
    bags: orders.reduce((sum, { load }) => sum + load.bags, 0),
    weightG: orders.reduce((sum, { load }) => sum + load.weightG, 0),
  };
  const ready = Math.max(...rows.map(({ readyAt }) => readyAt ?? 0));
  return [
    el('h2', {}, `Batch of ${orderIds.length} ${orderIds.length === 1 ? 'order' : 'orders'}`),
    facts({
      Stage: STAGES[stage],
      Courier: link('courier', courierId),
      Store: link('store', storeId),
      Leaves: clock(departAt),
      'All ready': ready === 0 ? null : clock(ready),
      Load:
        orders.length === 0
          ? null
          : `${loadWords(carried)}${capacity === undefined ? '' : ` of ${loadWords(capacity)}`}`,
      Offer: offerId,
    }),
    el('h3', {}, 'Doors, in this order'),
    el(
      'ol',
      { class: 'stops' },
      ...rows.map((row) =>
        el(
          'li',
          {},
          `${clock(row.dropoffAt)} `,
          link('order', row.orderId),
          ` ${slack(row.slackSec)} `,
          riskBadge(row.risk),
        ),
      ),
    ),
    el('p', { class: 'quiet' }, 'Why each is here stands with the order.'),
  ];
}
