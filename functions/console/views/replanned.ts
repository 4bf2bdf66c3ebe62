// Two plans side by side: the zone as it is, and as asked.
import { el } from '../draw/dom.ts';
import { duration, points, signedPoints } from '../model/format.ts';
import type { Replanned } from '../model/types.ts';

export function replanned({ before, after, moved }: Replanned): readonly Node[] {
  const rows: readonly (readonly [string, number, number, (value: number) => string])[] = [
    ['Cost, points', before.cost.total, after.cost.total, points],
    ['Late orders', before.lateOrders, after.lateOrders, points],
    ['Lateness', before.lateSec, after.lateSec, duration],
    ['Without a courier', before.unassigned.length, after.unassigned.length, points],
    ['Click-to-door, all', before.clickToDoorSec, after.clickToDoorSec, duration],
    ['Way, km', before.distanceM / 1000, after.distanceM / 1000, (km) => km.toFixed(1)],
    ['Couriers at work', before.couriers, after.couriers, points],
  ];
  return [
    el('h3', {}, 'As it is, and then'),
    el(
      'table',
      { class: 'figures' },
      el('thead', {}, el('tr', {}, ...['', 'now', 'then'].map((head) => el('th', { scope: 'col' }, head)))),
      el(
        'tbody',
        {},
        ...rows.map(([name, was, is, format]) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, name),
            el('td', {}, format(was)),
            el('td', { class: is > was ? 'worse' : is < was ? 'better' : '' }, format(is)),
          ),
        ),
      ),
    ),
    el(
      'p',
      {},
      `Difference: ${signedPoints(after.cost.total - before.cost.total)} points. ${moved.length} orders would move.`,
    ),
    el(
      'ul',
      { class: 'stops' },
      ...moved
        .slice(0, 20)
        .map(({ orderId, from, to }) => el('li', {}, `${orderId}: ${from ?? 'nobody'} → ${to ?? 'nobody'}`)),
    ),
  ];
}
