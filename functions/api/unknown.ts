// Problems with what a path names, in the same words everywhere.
import { problem, type Refusal } from './call.ts';

export const zoneUnknown = (zoneId: string): Refusal =>
  problem('ZONE_UNKNOWN', `no event of zone ${zoneId} has ever come`, 'Set the zone first: PUT /v1/zones/{zoneId}.');

export const orderUnknown = (orderId: string): Refusal =>
  problem(
    'ORDER_UNKNOWN',
    `the zone has no order ${orderId}, open or archived`,
    'Place it first: PUT /v1/zones/{zoneId}/orders/{orderId}. An order belongs to one zone.',
  );

export const courierUnknown = (courierId: string): Refusal =>
  problem(
    'COURIER_UNKNOWN',
    `the zone has no courier ${courierId}`,
    'Bring the courier on shift first: PUT /v1/zones/{zoneId}/couriers/{courierId}.',
  );

export const storeUnknown = (storeId: string): Refusal =>
  problem(
    'STORE_UNKNOWN',
    `the zone has no store ${storeId}`,
    'Set the store first: PUT /v1/zones/{zoneId}/stores/{storeId}.',
  );

export const planNone = (zoneId: string): Refusal =>
  problem(
    'PLAN_NONE',
    `zone ${zoneId} has no committed plan yet`,
    'Wait for its first re-plan: a wake-up or its cadence brings it within a minute, unless the zone is frozen.',
  );

export const revisionUnknown = (revision: number): Refusal =>
  problem(
    'REVISION_UNKNOWN',
    `revision ${revision} is not kept: it was never committed, or is older than seven days`,
    'Take one of GET /v1/zones/{zoneId}/revisions.',
  );
