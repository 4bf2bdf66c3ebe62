// Whatever order change messages come in, and however often: in the end each order is with the courier of its newest offer,
// or with nobody, and is carried out once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeMessage } from '../../shared/domain/change.ts';
import { Random } from '../../shared/kernel/random.ts';
import { audit } from '../../shared/sim/audit/audit.ts';
import type { Day } from '../../shared/sim/day.ts';
import { World } from '../../shared/sim/world.ts';
import { AT, place } from '../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, anOffer, aWithdrawal, planChanges } from '../support/days.ts';

const NUM_ORDERS = 4;
const NUM_COURIERS = 3;
/** All messages arrive within an hour; nothing is ready before two. */
const READY_AT = AT + 7200;

const DAY: Day = aDay({
  orders: Array.from({ length: NUM_ORDERS }, (_, i) =>
    aDayOrder({
      orderId: `o${i}`,
      readyAt: READY_AT,
      dropoff: { location: place(100 * (i + 1)), accessSec: 30, handoffSec: 30 },
    }),
  ),
  couriers: Array.from({ length: NUM_COURIERS }, (_, i) =>
    aDayCourier({ courierId: `c${i}`, shift: { startAt: AT, endAt: AT + 100_000 } }, place(-500 * i)),
  ),
});

/** What a planner did in one revision: for each order, whom it should be with; undefined leaves it as it is. */
type Wish = readonly (number | null | undefined)[];

interface Binding {
  readonly courierId: string;
  readonly offerId: string;
}

/** The messages of a planner that had these wishes, and where that leaves each order. */
function historyOf(wishes: readonly Wish[]): { messages: ChangeMessage[]; final: Map<string, Binding> } {
  const bindings = new Map<string, Binding>();
  const messages = wishes.flatMap((wish, i): ChangeMessage[] => {
    const revision = i + 1;
    const withdrawals = [];
    const wanted = new Map<number, string[]>();
    for (const [o, courier] of wish.entries()) {
      const orderId = `o${o}`;
      if (courier === undefined) continue;
      const bound = bindings.get(orderId);
      if (bound) withdrawals.push(aWithdrawal({ orderId, ...bound, index: withdrawals.length }));
      bindings.delete(orderId);
      if (courier !== null) wanted.set(courier, [...(wanted.get(courier) ?? []), orderId]);
    }
    let index = withdrawals.length;
    const offers = [...wanted].flatMap(([courier, orderIds]) => {
      const offer = { courierId: `c${courier}`, offerId: `north-${revision}-${courier}` };
      return orderIds.map((orderId, sequence) => {
        bindings.set(orderId, offer);
        return anOffer({ ...offer, orderId, sequence, size: orderIds.length, index: index++ });
      });
    });
    const changes = [...withdrawals, ...offers];
    const middle = Math.ceil(changes.length / 2);
    // Chunks of a revision travel on their own.
    return [changes.slice(0, middle), changes.slice(middle)]
      .filter((chunk) => chunk.length > 0)
      .map((chunk) => planChanges(revision, ...chunk));
  });
  return { messages, final: bindings };
}

const wishes = fc.array(
  fc.array(fc.option(fc.option(fc.nat({ max: NUM_COURIERS - 1 }), { nil: null }), { nil: undefined }), {
    minLength: NUM_ORDERS,
    maxLength: NUM_ORDERS,
  }),
  { minLength: 1, maxLength: 6 },
);

describe('the world under messages that come twice and overtake one another', () => {
  it('ends with each order carried out once by the courier of its newest offer, or by nobody', () => {
    fc.assert(
      fc.property(wishes, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), fc.boolean(), (plans, keys, slow) => {
        const { messages, final } = historyOf(plans);
        const twice = [...messages, ...messages];
        const shuffled = twice.map((message, i) => ({ message, key: keys[i % keys.length] ?? 0, i }));
        shuffled.sort((a, b) => a.key - b.key || a.i - b.i);
        const world = new World(DAY, { answerSec: slow ? 45 : 0 }, new Random(1));
        const gap = Math.floor(3600 / (shuffled.length + 1));

        shuffled.forEach(({ message }, i) => {
          world.receive(message, AT + 60 + i * gap);
        });
        world.advance(AT + 90_000);

        const { log } = world;
        const carried = log.orders.map(({ orderId, deliveries }) => [orderId, deliveries.map((one) => one.courierId)]);
        const expected = log.orders.map(({ orderId }) => {
          const binding = final.get(orderId);
          return [orderId, binding ? [binding.courierId] : []];
        });
        expect(carried).toEqual(expected);
        const { findings } = audit({ day: DAY, log, orders: [], acknowledged: [], lastPlan: null });
        expect(findings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
