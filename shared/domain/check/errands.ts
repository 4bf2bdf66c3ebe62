// Who is asked to go somewhere without orders: an idle courier on shift, once, to a store that there is.
import { isClosed } from '../order.ts';
import type { Errand } from '../plan.ts';
import type { Case } from './case.ts';
import type { Violation } from './violation.ts';

export function checkErrands(court: Case): readonly Violation[] {
  const sent = new Set<string>();
  return (court.plan.errands ?? []).flatMap((errand) => {
    const { courierId, storeId } = errand;
    const violations: Violation[] = [...checkCourier(court, errand), ...checkMoment(court, errand)];
    if (sent.has(courierId))
      violations.push({ code: 'ERRAND_REPEATED', courierId, message: `courier ${courierId} has two errands` });
    sent.add(courierId);
    if (!court.stores.has(storeId))
      violations.push({ code: 'STORE_UNKNOWN', courierId, message: `${courierId} is sent to store ${storeId}` });
    return violations;
  });
}

function checkCourier({ plan, couriers, orders }: Case, { courierId }: Errand): readonly Violation[] {
  const violations: Violation[] = [];
  const courier = couriers.get(courierId);
  if (courier === undefined)
    violations.push({ code: 'COURIER_UNKNOWN', courierId, message: `nobody knows ${courierId}, who is sent off` });
  else if (courier.status === 'off')
    violations.push({ code: 'COURIER_OFF', courierId, message: `${courierId} is sent off while off shift` });
  const route = plan.routes.find((one) => one.courierId === courierId);
  const told = route?.batches.find(({ stage }) => stage !== 'planned');
  const bound = [...orders.values()].find(
    (order) => order.courierId === courierId && !isClosed(order) && order.stage !== 'open' && order.stage !== 'offered',
  );
  if (told === undefined && bound === undefined) return violations;
  const what = told === undefined ? `order ${bound?.orderId}` : `offer ${told.offerId}`;
  return [...violations, { code: 'ERRAND_BUSY', courierId, message: `${courierId} is sent off, and has ${what}` }];
}

/** One that was asked for before may be under way. */
function checkMoment({ snapshot, couriers }: Case, { courierId, departAt, askedAt }: Errand): readonly Violation[] {
  const { at } = snapshot;
  const shiftFrom = couriers.get(courierId)?.shift.startAt ?? 0;
  const violations: Violation[] = [];
  if (askedAt > at || (askedAt === at && departAt < at))
    violations.push({
      code: 'IN_THE_PAST',
      courierId,
      message: `${courierId} is asked at ${askedAt} to leave at ${departAt}, now is ${at}`,
    });
  if (departAt < shiftFrom)
    violations.push({
      code: 'SHIFT_START',
      courierId,
      message: `${courierId} is to leave at ${departAt}, its shift begins at ${shiftFrom}`,
    });
  return violations;
}
