// A courier in words: the shift, what fits, and the route stop by stop.
import { el } from '../../draw/dom.ts';
import { barsOf } from '../../model/bars.ts';
import { clock, duration } from '../../model/format.ts';
import type { CourierRow, Model } from '../../model/model.ts';
import type { Route, Stop } from '../../model/types.ts';
import type { Answers } from './answers.ts';
import { facts, links, listed, loadWords, question } from './facts.ts';

export function courierDetail(row: CourierRow, model: Model, answers: Answers): readonly Node[] {
  const { courierId, courier, route } = row;
  return [
    el('h2', {}, `Courier ${courierId}`),
    facts({
      Status: row.status,
      Shift: courier === null ? null : `${clock(courier.shift.startAt)} to ${clock(courier.shift.endAt)}`,
      Moves: courier?.mode ?? null,
      Carries: courier === null ? null : loadWords(courier.capacity),
      Skills: courier === null ? null : listed(courier.skills),
      Delivered: courier === null ? null : String(courier.deliveredCount),
      'Free at': row.freeAt === null ? 'now' : clock(row.freeAt),
    }),
    el('h3', {}, 'Route'),
    route === null || route.stops.length === 0
      ? el('p', { class: 'quiet' }, 'Nothing to do.')
      : el('ol', { class: 'stops' }, ...route.stops.map((stop) => stopOf(stop, route, model))),
    ...(model.revision === null
      ? [
          question('What if this courier went home now?', () => {
            void answers.askReplan({ ask: 'courier_leaves', courierId });
          }),
        ]
      : []),
  ];
}

const STOPS: Readonly<Record<Stop['kind'], string>> = {
  pickup: 'Pick up',
  dropoff: 'Drop',
  break: 'Break',
  end: 'End',
};
/** A shorter one is nobody's concern. */
const WORTH_SAYING_SEC = 30;

function stopOf({ kind, orderIds, serviceAt, lateSec }: Stop, route: Route, model: Model): HTMLElement {
  const waits = barsOf(route, model).filter((bar) => bar.kind === 'wait' && bar.to === serviceAt);
  const wait = waits.reduce((sum, { from, to }) => sum + to - from, 0);
  const waiting = wait > WORTH_SAYING_SEC ? `, waits ${duration(wait)}` : '';
  const late = lateSec > 0 ? `, ${duration(lateSec)} late` : '';
  return el('li', {}, `${clock(serviceAt)} ${STOPS[kind]} `, ...links('order', orderIds), waiting + late);
}
