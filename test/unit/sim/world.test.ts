import { describe, expect, it } from 'vitest';
import { parseEvent, parsePositions } from '../../../shared/adapters/schema/parse.ts';
import type { DomainEvent } from '../../../shared/domain/event.ts';
import { Random } from '../../../shared/kernel/random.ts';
import { generateCity } from '../../../shared/sim/city.ts';
import type { Day } from '../../../shared/sim/day.ts';
import { World, type WorldOptions } from '../../../shared/sim/world.ts';
import { AT, aPolicy, place } from '../../support/builders.ts';
import { aDay, aDayCourier, aDayOrder, anOffer, aWithdrawal, grubhubDay, planChanges } from '../../support/days.ts';

const world = (day: Day = aDay(), options: WorldOptions = {}) => new World(day, options, new Random(1));
const END = AT + 20_000;

/** Type and second after AT of each event, with what it is about. */
const brief = (events: readonly DomainEvent[]) =>
  events.map((event) => `${event.at - AT} ${event.type}${'orderId' in event ? ` ${event.orderId}` : ''}`);

const deeds = (events: readonly DomainEvent[]) =>
  brief(events.filter(({ type }) => type === 'order_picked_up' || type === 'order_delivered'));

describe('the world', () => {
  it('begins with its settings, and lets orders appear when they are placed and not before', () => {
    const it = world(aDay({ policy: aPolicy() }));

    expect(brief(it.advance(AT).events)).toEqual([
      '0 policy_configured',
      '0 zone_configured',
      '0 store_configured',
      '0 courier_on_shift',
    ]);
    expect(it.nextAt()).toBe(AT + 60);
    expect(it.advance(AT + 59).events).toEqual([]);
    expect(brief(it.advance(AT + 60).events)).toEqual(['60 order_placed']);
  });

  it('has a courier accept, drive, park, wait, pick up and deliver at exact seconds', () => {
    const it = world();
    it.advance(AT + 60);

    const answer = it.receive(planChanges(1, anOffer({ departAt: AT + 120 })), AT + 60);
    const { events } = it.advance(END);

    expect(answer.events).toMatchObject([
      { type: 'offer_accepted', at: AT + 60, courierId: 'c1', offerId: 'north-1-0', orderIds: ['o1'] },
    ]);
    // Sets out at 120, 300 m to the bakery: 420, parked at 540, ready at 660: pickup 660, handed over 780.
    // 1000 m to the door: 1780, at the door 1900.
    expect(deeds(events)).toEqual(['660 order_picked_up o1', '1900 order_delivered o1']);
    expect(it.log.couriers[0]?.moves.map((move) => [move.departAt - AT, move.arriveAt - AT])).toEqual([
      [120, 420],
      [780, 1780],
    ]);
    expect(it.log.couriers[0]?.stops).toMatchObject([
      { kind: 'pickup', arriveAt: AT + 420, serviceAt: AT + 660, departAt: AT + 780 },
      { kind: 'dropoff', arriveAt: AT + 1780, serviceAt: AT + 1900, departAt: AT + 2020 },
    ]);
    expect(it.done()).toBe(true);
    expect(it.nextAt()).toBeNull();
  });

  it('does not set out before it was told, however early the offer says', () => {
    const it = world();
    it.advance(AT + 60);

    it.receive(planChanges(1, anOffer({ departAt: AT })), AT + 500);
    const { events } = it.advance(END);

    // 500 + 300 drive + 120 parking = 920 pickup; 1040 + 1000 + 120 = 2160.
    expect(deeds(events)).toEqual(['920 order_picked_up o1', '2160 order_delivered o1']);
  });

  it('drops the orders of a batch in its sequence, then goes on to the next batch', () => {
    const orders = [
      aDayOrder({ orderId: 'o1' }),
      aDayOrder({ orderId: 'o2', dropoff: { location: place(1500), accessSec: 60, handoffSec: 30 } }),
      aDayOrder({ orderId: 'o3', dropoff: { location: place(0), accessSec: 10, handoffSec: 10 } }),
    ];
    const it = world(aDay({ orders }));
    it.advance(AT + 60);

    const batch = { offerId: 'north-1-0', size: 2 };
    it.receive(
      planChanges(
        1,
        anOffer({ ...batch, orderId: 'o2', sequence: 0 }),
        anOffer({ ...batch, orderId: 'o1', sequence: 1 }),
        anOffer({ orderId: 'o3', offerId: 'north-1-1', index: 2, departAt: AT + 3000 }),
      ),
      AT + 60,
    );
    const { events } = it.advance(END);

    // 60 + 300 + 120 = 480, ready 660: pickup 660, leaves 780. o2: 780 + 1500 + 60 = 2340, leaves 2370.
    // o1: 2370 + 500 + 120 = 2990, leaves 3110, which is after 3000. Back 1000 m: 4110 + 120 = 4230, leaves 4350.
    // o3 is at the bakery's own door: 4350 + 10 = 4360.
    expect(deeds(events)).toEqual([
      '660 order_picked_up o2',
      '660 order_picked_up o1',
      '2340 order_delivered o2',
      '2990 order_delivered o1',
      '4230 order_picked_up o3',
      '4360 order_delivered o3',
    ]);
  });

  it('waits for all chunks of an offer before it answers', () => {
    const it = world(aDay({ orders: [aDayOrder({ orderId: 'o1' }), aDayOrder({ orderId: 'o2' })] }));
    it.advance(AT + 60);

    const first = it.receive(planChanges(1, anOffer({ orderId: 'o1', size: 2 })), AT + 60);
    const second = it.receive(planChanges(1, anOffer({ orderId: 'o2', size: 2, sequence: 1 })), AT + 61);

    expect(first.events).toEqual([]);
    expect(second.events).toMatchObject([{ type: 'offer_accepted', orderIds: ['o1', 'o2'] }]);
  });

  it('works on with the rest when a part of the offer is void', () => {
    const it = world(aDay({ orders: [aDayOrder({ orderId: 'o1' }), aDayOrder({ orderId: 'o2' })] }));
    it.advance(AT + 60);

    const answer = it.receive(
      planChanges(
        1,
        anOffer({ orderId: 'o1', size: 2, outcome: 'void' }),
        anOffer({ orderId: 'o2', size: 2, sequence: 1 }),
      ),
      AT + 60,
    );

    expect(answer.events).toMatchObject([{ type: 'offer_accepted', orderIds: ['o2'] }]);
  });

  it('works on with the rest when an accept is refused for some, and waits no longer for those', () => {
    const orders = [aDayOrder({ orderId: 'o1' }), aDayOrder({ orderId: 'o2', readyAt: AT + 5000 })];
    const it = world(aDay({ orders }));
    it.advance(AT + 60);
    it.receive(
      planChanges(1, anOffer({ orderId: 'o1', size: 2 }), anOffer({ orderId: 'o2', size: 2, sequence: 1 })),
      AT + 60,
    );

    const news = it.receive(
      { kind: 'accept_refused', zoneId: 'north', courierId: 'c1', offerId: 'north-1-0', orderIds: ['o2'] },
      AT + 1000,
    );
    const { events } = it.advance(END);

    // It stood at the bakery until the news of second 1000 made the batch ready; 1120 + 1000 + 120 = 2240.
    expect(deeds([...news.events, ...events])).toEqual(['1000 order_picked_up o1', '2240 order_delivered o1']);
    expect(it.log.orders[1]?.acceptances[0]?.endedAt).toBe(AT + 1000);
  });

  it('drives on to the store and says where it stands when its whole batch is taken away on the way', () => {
    const it = world();
    it.advance(AT + 60);
    it.receive(planChanges(1, anOffer()), AT + 60);

    it.receive(
      { kind: 'accept_refused', zoneId: 'north', courierId: 'c1', offerId: 'north-1-0', orderIds: ['o1'] },
      AT + 100,
    );
    const { events, positions } = it.advance(AT + 2000);

    expect(events).toEqual([]);
    expect(positions).toEqual([
      { zoneId: 'north', positions: [{ courierId: 'c1', location: place(0), at: AT + 360 }] },
    ]);
  });

  it('forgets an offer that is withdrawn before the courier has answered', () => {
    const it = world(aDay(), { answerSec: 30 });
    it.advance(AT + 60);
    it.receive(planChanges(1, anOffer()), AT + 60);

    it.receive(planChanges(2, aWithdrawal()), AT + 70);
    const { events } = it.advance(AT + 2000);

    expect(events).toEqual([]);
  });

  it('does not take up an offer whose withdrawal came first', () => {
    const it = world();
    it.advance(AT + 60);

    it.receive(planChanges(2, aWithdrawal()), AT + 60);
    const { events } = it.receive(planChanges(1, anOffer()), AT + 61);

    expect(events).toEqual([]);
  });

  it('answers each offer once, however often the message comes', () => {
    const it = world();
    it.advance(AT + 60);

    const answers = [60, 60, 90].map((second) => it.receive(planChanges(1, anOffer()), AT + second).events.length);

    expect(answers).toEqual([1, 0, 0]);
  });

  it('declines what it could only pick up after the end of its shift', () => {
    const shift = { startAt: AT, endAt: AT + 659 };
    const it = world(aDay({ couriers: [aDayCourier({ shift })] }));
    it.advance(AT + 60);

    const { events } = it.receive(planChanges(1, anOffer()), AT + 60);

    // Ready at 660, a second after the shift.
    expect(events).toMatchObject([{ type: 'offer_declined', courierId: 'c1', orderIds: ['o1'] }]);
  });

  it('counts the batches it has already accepted when it decides', () => {
    const shift = { startAt: AT, endAt: AT + 3000 };
    const orders = [aDayOrder({ orderId: 'o1' }), aDayOrder({ orderId: 'o2' })];
    const it = world(aDay({ couriers: [aDayCourier({ shift })], orders }));
    it.advance(AT + 60);
    it.receive(planChanges(1, anOffer()), AT + 60);

    const { events } = it.receive(planChanges(2, anOffer({ orderId: 'o2', offerId: 'north-2-0' })), AT + 700);

    // o1 leaves the bakery at 780 and its door at 780 + 1000 + 120 + 120 = 2020; back 1000 m and parked: 3140 > 3000.
    expect(brief(events)).toEqual(['660 order_picked_up o1', '700 offer_declined']);
  });

  it('finishes its drops after the shift, and goes off then', () => {
    const shift = { startAt: AT, endAt: AT + 700 };
    const it = world(
      aDay({ couriers: [aDayCourier({ shift })], orders: [aDayOrder(), aDayOrder({ orderId: 'o2' }, AT + 4000)] }),
    );
    it.advance(AT + 60);
    it.receive(planChanges(1, anOffer()), AT + 60);

    const { events } = it.advance(END);

    // Delivered at 1900, handed over at 2020.
    expect(brief(events)).toEqual([
      '660 order_picked_up o1',
      '1900 order_delivered o1',
      '2020 courier_off_shift',
      '4000 order_placed',
    ]);
    expect(it.done()).toBe(true);
  });

  it('declines as often as it is told to', () => {
    const orders = Array.from({ length: 400 }, (_, i) => aDayOrder({ orderId: `o${i}` }));
    const couriers = orders.map((_, i) => aDayCourier({ courierId: `c${i}` }));
    const it = world(aDay({ orders, couriers }), { declineBp: 2500 });
    it.advance(AT + 60);

    const offers = orders.map(({ order }, i) =>
      anOffer({ orderId: order.orderId, courierId: `c${i}`, offerId: `north-1-${i}`, index: i }),
    );
    const { events } = it.receive(planChanges(1, ...offers), AT + 60);

    // A quarter of 400 is 100; four standard deviations are 4 * sqrt(400 * 0.25 * 0.75) = 35.
    const declined = events.filter(({ type }) => type === 'offer_declined').length;
    expect(declined).toBeGreaterThan(65);
    expect(declined).toBeLessThan(135);
  });

  it('reports for a shift ahead of time when asked to, and works only from its start on', () => {
    const shift = { startAt: AT + 1000, endAt: AT + 9000 };
    const it = world(aDay({ couriers: [aDayCourier({ shift })] }), { announceSec: 900 });

    expect(brief(it.advance(AT + 100).events)).toContain('100 courier_on_shift');
    it.receive(planChanges(1, anOffer()), AT + 100);
    const { events } = it.advance(END);

    // 1000 + 300 + 120 = 1420; 1540 + 1000 + 120 = 2660.
    expect(deeds(events)).toEqual(['1420 order_picked_up o1', '2660 order_delivered o1']);
  });

  it('lets a customer call an order off until it is picked up', () => {
    const orders = [aDayOrder({ orderId: 'o1' }, AT + 60, AT + 300), aDayOrder({ orderId: 'o2' }, AT + 60, AT + 661)];
    const it = world(aDay({ orders }));
    it.advance(AT + 60);
    it.receive(
      planChanges(1, anOffer({ orderId: 'o1', size: 2 }), anOffer({ orderId: 'o2', size: 2, sequence: 1 })),
      AT + 60,
    );

    const { events } = it.advance(AT + 3000);

    expect(brief(events)).toEqual(['300 order_cancelled o1', '660 order_picked_up o2', '1900 order_delivered o2']);
  });

  it('reports where driving couriers are, on the straight line, at whole multiples of the interval', () => {
    const it = world(aDay(), { positionSec: 100 });
    it.advance(AT + 60);
    it.receive(planChanges(1, anOffer()), AT + 60);

    const { positions } = it.advance(AT + 400);

    // Drives from -300 to 0 from 60 to 360: at second 100 it has come 40 m.
    expect(positions.flatMap((report) => report.positions)).toEqual([
      { courierId: 'c1', location: place(-260), at: AT + 100 },
      { courierId: 'c1', location: place(-160), at: AT + 200 },
      { courierId: 'c1', location: place(-60), at: AT + 300 },
    ]);
  });

  it('says the same however it is cut into stretches', () => {
    const [whole, cut] = [world(aDay(), { positionSec: 30 }), world(aDay(), { positionSec: 30 })];
    const offer = planChanges(1, anOffer());
    const first = [whole.advance(AT + 60), whole.receive(offer, AT + 60), whole.advance(AT + 3000)];
    const second = [cut.advance(AT + 60), cut.receive(offer, AT + 60)];

    for (let at = AT + 61; at <= AT + 3000; at += 7) second.push(cut.advance(at));
    second.push(cut.advance(AT + 3000));

    expect(second.flatMap(({ events }) => events)).toEqual(first.flatMap(({ events }) => events));
    expect(second.flatMap(({ positions }) => positions)).toEqual(first.flatMap(({ positions }) => positions));
  });

  it.each([
    ['a city day', generateCity({ zoneId: 'graz', startAt: AT, seed: 1 })],
    ['a Grubhub day', grubhubDay()],
    ['a day with a policy of its own', aDay({ policy: aPolicy() })],
  ])('sends only events that the border takes: %s', (_, day) => {
    const one = world(day, { positionSec: 60 });
    const first = day.orders[0]?.order;
    const [courier] = day.couriers;
    const asked = {
      orderId: first?.orderId ?? '',
      storeId: first?.storeId ?? '',
      courierId: courier?.courier.courierId ?? '',
    };

    const emissions = [
      one.advance(day.orders.at(-1)?.placedAt ?? AT),
      one.receive(planChanges(1, anOffer(asked)), AT),
      one.advance(AT + 200_000),
    ];

    const events = emissions.flatMap((emission) => emission.events);
    const refused = events.flatMap((event) => {
      const parsed = parseEvent(JSON.parse(JSON.stringify(event)));
      return parsed.ok ? [] : [{ event, faults: parsed.error }];
    });
    expect(refused).toEqual([]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    const reports = emissions.flatMap((emission) => emission.positions);
    expect(reports.filter((report) => !parsePositions(report).ok)).toEqual([]);
  });

  it('stops its clock at the end of a slice', () => {
    const it = world(aDay({ toAt: AT + 1000 }));
    it.advance(AT + 60);
    it.receive(planChanges(1, anOffer()), AT + 60);

    const { events } = it.advance(END);

    expect(deeds(events)).toEqual(['660 order_picked_up o1']);
    expect([it.done(), it.nextAt()]).toEqual([true, null]);
  });

  it('is done when nobody is left to work, though an order is open', () => {
    const it = world(aDay({ couriers: [aDayCourier({ shift: { startAt: AT, endAt: AT + 500 } })] }));

    expect(brief(it.advance(END).events).at(-1)).toBe('500 courier_off_shift');
    expect(it.done()).toBe(true);
  });

  it('has a courier pick each order, wait for the store to open, and wait at a door until an order may come', () => {
    const openHours = [{ openAt: AT + 900, closeAt: AT + 9000 }];
    const orders = [
      aDayOrder({ pickingSec: 200, promiseFrom: AT + 3000 }),
      aDayOrder({ orderId: 'o2', pickingSec: 100 }),
    ];
    const stores = aDay().stores.map((store) => ({ ...store, openHours }));
    const it = world(aDay({ orders, stores }));
    it.advance(AT + 60);

    const batch = [anOffer({ size: 2 }), anOffer({ orderId: 'o2', sequence: 1, size: 2 })];
    it.receive(planChanges(1, ...batch), AT + 60);
    const { events } = it.advance(END);

    // open at 900, 120 + 200 + 100 to hand over and pick: 1320, at the door 2440, wanted from 3000; + 120 + 120
    expect(deeds(events)).toEqual([
      '900 order_picked_up o1',
      '900 order_picked_up o2',
      '3000 order_delivered o1',
      '3240 order_delivered o2',
    ]);
  });

  describe('with breaks', () => {
    const BREAK = { earliestAt: AT + 600, latestAt: AT + 1200, durationSec: 900 };
    const breaksOf = (events: readonly DomainEvent[]) =>
      brief(events.filter(({ type }) => type.startsWith('courier_break')));
    const resting = (breaks = [BREAK]) => {
      const it = world(aDay({ couriers: [aDayCourier({ breaks })] }));
      it.advance(AT + 60);
      return it;
    };

    it('has an idle courier take them as soon as it may, and say so', () => {
      const { events } = resting().advance(END);

      expect(breaksOf(events)).toEqual(['600 courier_break_started', '1500 courier_break_ended']);
      expect(parseEvent(events.find(({ type }) => type === 'courier_break_started')).ok).toBe(true);
    });

    it('has a courier do first what it has agreed to, and rest where that ends', () => {
      const it = resting();

      it.receive(planChanges(1, anOffer({ departAt: AT + 120 })), AT + 60);
      const { events } = it.advance(END);

      // as without a break: over at 2020
      expect(deeds(events)).toEqual(['660 order_picked_up o1', '1900 order_delivered o1']);
      expect(breaksOf(events)).toEqual(['2020 courier_break_started', '2920 courier_break_ended']);
      expect(it.log.couriers[0]?.breaks).toEqual([{ location: place(1000), startAt: AT + 2020, endAt: AT + 2920 }]);
    });

    it('has a courier rest before it sets out when there is time, and answer in the meantime', () => {
      const it = resting();

      it.advance(AT + 700);
      const answer = it.receive(planChanges(1, anOffer({ departAt: AT + 1500 })), AT + 700);
      const { events } = it.advance(END);

      // 1500 + 300 + 120
      expect(brief(answer.events)).toEqual(['700 offer_accepted']);
      expect(breaksOf(events)).toEqual(['1500 courier_break_ended']);
      expect(deeds(events)[0]).toBe('1920 order_picked_up o1');
    });

    it('lets a break be that nobody could take in time, and one after the shift', () => {
      const late = { earliestAt: AT + 10_800, latestAt: AT + 10_900, durationSec: 900 };
      const it = resting([{ ...BREAK, latestAt: AT + 600 }, late]);

      // busy until 2020; the first break had to be over by 1500
      it.receive(planChanges(1, anOffer({ departAt: AT + 120 })), AT + 60);

      expect(breaksOf(it.advance(END).events)).toEqual([]);
    });
  });
});
