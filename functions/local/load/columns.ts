// The columns of the three kinds of files: what each is called, where its value goes in the record, and how it is read.
import type { Fault } from '../../../shared/app/ports.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';

export const KINDS = ['stores', 'couriers', 'orders'] as const;
export type Kind = (typeof KINDS)[number];

type Cell = Result<unknown, Omit<Fault, 'cause'> & { readonly cause: string }>;

export interface Column {
  readonly name: string;
  /** In the record, with dots. */
  readonly path: string;
  readonly read: (text: string) => Cell;
  /** What an empty cell or a missing column means; undefined: the field is left out; `required`: it is a fault. */
  readonly ifEmpty: 'required' | 'left out' | { readonly value: unknown };
  readonly help: string;
}

const fault = (code: string, cause: string, action: string): Cell => err({ code, cause, action });

const text = (value: string): Cell => ok(value);

function whole(value: string): Cell {
  return /^[+-]?\d+$/.test(value)
    ? ok(Number(value))
    : fault('CELL_NOT_WHOLE', `${JSON.stringify(value)} is not a whole number`, 'Write digits only, such as 2400.');
}

/** Degrees in a file, millionths of a degree in a record. */
function degrees(value: string): Cell {
  return /^[+-]?\d+(\.\d+)?$/.test(value)
    ? ok(Math.round(Number(value) * 1e6))
    : fault(
        'CELL_NOT_DEGREES',
        `${JSON.stringify(value)} is not a number of degrees`,
        'Write degrees with a point, such as 47.0707.',
      );
}

function yesOrNo(value: string): Cell {
  if (/^(true|yes|1)$/i.test(value)) return ok(true);
  if (/^(false|no|0)$/i.test(value)) return ok(false);
  return fault('CELL_NOT_YES_OR_NO', `${JSON.stringify(value)} is neither yes nor no`, 'Write true or false.');
}

/** Seconds since 1970, or ISO 8601 with its offset from UTC: a moment that says less is not one. */
function moment(value: string): Cell {
  if (/^\d{9,10}$/.test(value)) return ok(Number(value));
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value);
  const at = isWhole ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at)
    ? fault(
        'CELL_NOT_MOMENT',
        `${JSON.stringify(value)} is not a moment`,
        'Write seconds since 1970, or as in 2026-01-05T11:30:00+01:00, with the offset.',
      )
    : ok(Math.floor(at / 1000));
}

const list = (value: string): Cell =>
  ok(
    value
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const column =
  (ifEmpty: Column['ifEmpty']) =>
  (name: string, path: string, read: Column['read'], help: string): Column => ({ name, path, read, ifEmpty, help });
const required = column('required');
const optional = column('left out');
const usually = (value: unknown) => column({ value });

const place = (path: string): readonly Column[] => [
  optional('lat', `${path}.lat`, degrees, 'degrees north, with lng; or y and x in a planar zone'),
  optional('lng', `${path}.lng`, degrees, 'degrees east'),
  optional('y', `${path}.lat`, whole, 'metres north, in a planar zone'),
  optional('x', `${path}.lng`, whole, 'metres east, in a planar zone'),
];

const load = (path: string): readonly Column[] => [
  usually(0)('weightG', `${path}.weightG`, whole, 'grams'),
  usually(0)('volumeMl', `${path}.volumeMl`, whole, 'millilitres'),
  usually(0)('bags', `${path}.bags`, whole, 'bags'),
];

export const COLUMNS: Readonly<Record<Kind, readonly Column[]>> = {
  stores: [
    required('storeId', 'storeId', text, 'its id'),
    ...place('location'),
    usually(0)('parkingSec', 'parkingSec', whole, 'seconds to park and walk in'),
    usually(0)('handoverSec', 'handoverSec', whole, 'seconds until the courier has the batch'),
  ],
  couriers: [
    required('courierId', 'courier.courierId', text, 'its id'),
    usually('car')('mode', 'courier.mode', text, 'car, bike or foot'),
    required('shiftStart', 'courier.shift.startAt', moment, 'when the shift begins'),
    required('shiftEnd', 'courier.shift.endAt', moment, 'when it ends'),
    optional('overtimeSec', 'courier.shift.overtimeSec', whole, 'how long after that a route may be over'),
    ...place('location'),
    ...load('courier.capacity'),
    usually([])('skills', 'courier.skills', list, 'with | between them'),
    usually(0)('perOrderCents', 'courier.pay.perOrder', whole, 'pay for an order'),
    usually(0)('guaranteeCentsPerHour', 'courier.pay.guaranteePerHour', whole, 'least pay for an hour'),
  ],
  orders: [
    required('orderId', 'orderId', text, 'its id, unique over all zones'),
    required('storeId', 'storeId', text, 'where it is picked up'),
    optional('placedAt', 'at', moment, 'when it was placed; now'),
    required('readyAt', 'readyAt', moment, 'when the store has it ready'),
    required('promiseBy', 'promiseBy', moment, 'later is late'),
    ...place('dropoff.location'),
    usually(0)('accessSec', 'dropoff.accessSec', whole, 'seconds from arrival to the door'),
    usually(0)('handoffSec', 'dropoff.handoffSec', whole, 'seconds at the door'),
    ...load('load'),
    usually([])('requirements', 'requirements', list, 'skills, with | between them'),
    usually(1)('priority', 'priority', whole, '1 to 100'),
    usually(true)('batchable', 'batchable', yesOrNo, 'false: it rides alone'),
    optional('promiseFrom', 'promiseFrom', moment, 'not before'),
    optional('hardPromise', 'hardPromise', yesOrNo, 'rather not at all than late'),
    optional('maxClickToDoorSec', 'maxClickToDoorSec', whole, 'from placed to the door at most'),
    optional('maxPickupToDoorSec', 'maxPickupToDoorSec', whole, 'on board at most'),
    optional('pickingSec', 'pickingSec', whole, 'seconds to pick it from the shelves'),
    optional('unservedPct', 'unservedPct', whole, 'what leaving it out costs, in percent'),
    optional('excludedCouriers', 'excludedCouriers', list, 'with | between them'),
    optional('onlyCourier', 'onlyCourier', text, 'the pin'),
  ],
};
