// Texts of a day in the Grubhub format, for judges of a day that is not played as it was recorded.
import type { EpochSeconds } from '../kernel/units.ts';
import type { Day } from './day.ts';
import { writeRows } from './tab-separated.ts';

const minuteOf = (day: Day, at: EpochSeconds): number => (at - day.startAt) / 60;

/** `orders.txt`: places of a planar day are metres north and east. */
export const ordersText = (day: Day): string =>
  writeRows(
    ['order', 'x', 'y', 'placement_time', 'restaurant', 'ready_time'],
    day.orders.map(({ order: { orderId, storeId, readyAt, dropoff }, placedAt }) => {
      const { lng, lat } = dropoff.location;
      return [orderId, lng, lat, minuteOf(day, placedAt), storeId, minuteOf(day, readyAt)];
    }),
  );

/** `couriers.txt`. */
export const couriersText = (day: Day): string =>
  writeRows(
    ['courier', 'x', 'y', 'on_time', 'off_time'],
    day.couriers.map(({ courier: { courierId, shift }, home }) => {
      const times = [minuteOf(day, shift.startAt), minuteOf(day, shift.endAt)];
      return [courierId, home.lng, home.lat, ...times];
    }),
  );
