// Handlers of couriers: shifts, breaks, where they set out for, and what they answer to offers.
import type { courierRoutes } from '../../../shared/adapters/http/routes/couriers.ts';
import { committedRevision } from '../../../shared/app/committed-revision.ts';
import type { DomainEvent, OfferAccepted, OfferDeclined } from '../../../shared/domain/event.ts';
import { type ApiParts, type Call, done, type Handlers, problem, type Refusal, type Reply } from '../call.ts';
import { answerWritten, happened, isRefused, recordEvent, type Written, written } from '../record.ts';
import { courierUnknown, planNone, zoneUnknown } from '../unknown.ts';
import { courierViews } from '../views.ts';

type AnswerCall = Call<
  | 'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/accept'
  | 'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/decline'
>;
type AnsweredOffer = Written & { readonly orderIds: string[]; readonly refused: string[] };

export const courierHandlers: Handlers<typeof courierRoutes> = {
  'GET /v1/zones/{zoneId}/couriers': async ({ ports }, { params: { zoneId } }) => {
    if ((await ports.heads.get(zoneId)) === null) return zoneUnknown(zoneId);
    const [couriers, positions] = await Promise.all([ports.couriers.list(zoneId), ports.couriers.positions(zoneId)]);
    return done({ couriers: [...courierViews(couriers, positions)] });
  },

  'PUT /v1/zones/{zoneId}/couriers/{courierId}': async ({ ports }, call) => {
    const { zoneId, courierId } = call.params;
    const { at: _, location, ...details } = call.body;
    const courier = { ...details, courierId };
    const event = { ...happened({ ports }, call), zoneId, type: 'courier_on_shift', courier, location } as const;
    return answerWritten(ports, event);
  },

  'DELETE /v1/zones/{zoneId}/couriers/{courierId}/shift': (parts, call) =>
    report(parts, call.params.courierId, { ...happened(parts, call), ...call.params, type: 'courier_off_shift' }),

  'POST /v1/zones/{zoneId}/couriers/{courierId}/breaks/start': (parts, call) =>
    report(parts, call.params.courierId, { ...happened(parts, call), ...call.params, type: 'courier_break_started' }),

  'POST /v1/zones/{zoneId}/couriers/{courierId}/breaks/end': (parts, call) =>
    report(parts, call.params.courierId, { ...happened(parts, call), ...call.params, type: 'courier_break_ended' }),

  'POST /v1/zones/{zoneId}/couriers/{courierId}/en-route': (parts, call) => {
    const { storeId, arriveAt } = call.body;
    const said = { storeId, arriveAt, type: 'courier_en_route' } as const;
    return report(parts, call.params.courierId, { ...happened(parts, call), ...call.params, ...said });
  },

  'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/accept': (parts, call) =>
    answerOffer(parts, call, 'offer_accepted'),

  'POST /v1/zones/{zoneId}/couriers/{courierId}/offers/{offerId}/decline': (parts, call) =>
    answerOffer(parts, call, 'offer_declined'),

  'GET /v1/zones/{zoneId}/couriers/{courierId}/route': async ({ ports }, { params: { zoneId, courierId } }) => {
    if ((await ports.couriers.get(zoneId, courierId)) === null) return courierUnknown(courierId);
    const stored = await committedRevision(ports, await ports.heads.get(zoneId));
    if (stored === null) return planNone(zoneId);
    const route = stored.plan.routes.find((one) => one.courierId === courierId) ?? null;
    return done({ courierId, revision: stored.revision, route });
  },
};

async function report({ ports }: ApiParts, courierId: string, event: DomainEvent): Promise<Reply<Written>> {
  if ((await ports.couriers.get(event.zoneId, courierId)) === null) return courierUnknown(courierId);
  return answerWritten(ports, event);
}

async function answerOffer(
  parts: ApiParts,
  call: Pick<AnswerCall, 'params' | 'body' | 'eventId'>,
  type: (OfferAccepted | OfferDeclined)['type'],
): Promise<Reply<AnsweredOffer>> {
  const orderIds = [...(call.body.orderIds ?? (await ordersOf(parts, call.params)))];
  if (orderIds.length === 0) return offerGone(call.params.offerId);
  const event = { ...happened(parts, call), ...call.params, type, orderIds };
  const outcome = await recordEvent(parts.ports, event);
  if (isRefused(outcome)) return outcome;
  const refused = [...(outcome.refused ?? [])];
  if (refused.length === orderIds.length) return offerGone(call.params.offerId);
  return done({ ...written(outcome, event), orderIds: orderIds.filter((id) => !refused.includes(id)), refused });
}

/** All orders that are with the courier by this offer. */
async function ordersOf({ ports }: ApiParts, { zoneId, courierId, offerId }: AnswerCall['params']): Promise<string[]> {
  const orders = await ports.orders.list(zoneId);
  return orders
    .filter((order) => order.courierId === courierId && order.offerId === offerId)
    .sort((a, b) => (a.offerSequence ?? 0) - (b.offerSequence ?? 0))
    .map(({ orderId }) => orderId);
}

const offerGone = (offerId: string): Refusal =>
  problem(
    'OFFER_GONE',
    `offer ${offerId} is not the courier's, or not any more: it was taken back, has expired, or is of other orders`,
    "Show the courier its route: GET /v1/zones/{zoneId}/couriers/{courierId}/route. None of the offer's orders is to be driven.",
  );
