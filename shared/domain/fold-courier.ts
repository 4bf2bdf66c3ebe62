// What an event does to a courier. Events come more than once and in any order; a shift is known by its start. A courier
// has one shift at a time: the next one is reported when the one before is over.

import { assertNever } from '../kernel/result.ts';
import type { EpochSeconds } from '../kernel/units.ts';
import type { Courier } from './courier.ts';
import type {
  CourierBreakEnded,
  CourierBreakStarted,
  CourierEnRoute,
  CourierOffShift,
  CourierOnShift,
  OrderDelivered,
} from './event.ts';

export type CourierEvent =
  | CourierOnShift
  | CourierOffShift
  | CourierBreakStarted
  | CourierBreakEnded
  | CourierEnRoute
  | OrderDelivered;

export type CourierFold =
  /** The courier as it is to be written: its version one more, the event remembered. */
  | { readonly kind: 'changed'; readonly courier: Courier }
  /** A duplicate, or overtaken by a later fact, or of a courier that nobody knows. */
  | { readonly kind: 'unchanged' };

/** A long shift's deliveries: none is counted twice, however late its duplicate comes. */
const SEEN_EVENTS = 40;

/** Applies `event` to the courier that it names. Null: never seen. */
export function foldCourier(courier: Courier | null, event: CourierEvent): CourierFold {
  if (courier?.seen.includes(event.eventId)) return { kind: 'unchanged' };
  const next = advance(courier, event);
  if (next === null) return { kind: 'unchanged' };
  const seen = [...next.seen, event.eventId].slice(-SEEN_EVENTS);
  return { kind: 'changed', courier: { ...next, version: next.version + 1, seen } };
}

function advance(courier: Courier | null, event: CourierEvent): Courier | null {
  switch (event.type) {
    case 'courier_on_shift':
      return goOn(courier, event);
    case 'courier_off_shift':
      return courier === null || courier.status === 'off' || event.at < courier.onShiftAt
        ? null
        : { ...courier, status: 'off' };
    case 'courier_break_started':
      return courier === null || event.at < courier.shift.startAt ? null : startBreak(courier, event.at);
    case 'courier_break_ended':
      return courier === null || event.at < courier.shift.startAt
        ? null
        : { ...courier, breakEndedAt: Math.max(event.at, courier.breakEndedAt ?? 0) };
    case 'courier_en_route':
      return courier === null || event.at < Math.max(courier.shift.startAt, courier.enRoute?.at ?? 0)
        ? null
        : { ...courier, enRoute: { storeId: event.storeId, at: event.at, arriveAt: event.arriveAt } };
    case 'order_delivered':
      return courier === null || event.at < courier.shift.startAt ? null : deliver(courier, event.at);
    default:
      return assertNever(event);
  }
}

/** Who delivers is no longer on the way to where it set out before. */
function deliver(courier: Courier, at: EpochSeconds): Courier {
  const { enRoute, ...rest } = courier;
  const isOver = enRoute === undefined || enRoute.at <= at;
  return { ...(isOver ? rest : courier), deliveredCount: courier.deliveredCount + 1 };
}

/** A later shift begins from zero; the same shift takes the new details; an earlier one is old news. */
function goOn(courier: Courier | null, event: CourierOnShift): Courier | null {
  const details = { ...event.courier, zoneId: event.zoneId, onShiftAt: event.at };
  if (courier === null) return { ...details, version: 0, status: 'on', deliveredCount: 0, seen: [] };
  if (details.shift.startAt < courier.shift.startAt || event.at < courier.onShiftAt) return null;
  const { breaks: _breaks, endLocation: _end, ...sameShift } = courier;
  if (details.shift.startAt === courier.shift.startAt) return { ...sameShift, ...details, status: 'on' };
  const { breakStarts: _starts, breakEndedAt: _ended, enRoute: _way, ...nextShift } = sameShift;
  return { ...nextShift, ...details, status: 'on', deliveredCount: 0 };
}

/** A shift has ten breaks at most. */
const BREAK_STARTS = 100;

/** Starts in the order of time, each once. */
function startBreak(courier: Courier, at: EpochSeconds): Courier {
  const starts = new Set([...(courier.breakStarts ?? []), at]);
  return { ...courier, breakStarts: [...starts].sort((a, b) => a - b).slice(0, BREAK_STARTS) };
}
