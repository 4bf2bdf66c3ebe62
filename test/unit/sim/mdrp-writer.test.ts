import { describe, expect, it } from 'vitest';
import { Random } from '../../../shared/kernel/random.ts';
import { writeMdrpSolution } from '../../../shared/sim/mdrp-writer.ts';
import { World } from '../../../shared/sim/world.ts';
import { AT, place } from '../../support/builders.ts';
import { aDay, aDayOrder, anOffer, planChanges } from '../../support/days.ts';

describe('the solution files of a Grubhub day', () => {
  it('tell assignments in drop sequence, delivered orders, and moves by the names of places', () => {
    const orders = [
      aDayOrder({ orderId: 'o1' }),
      aDayOrder({ orderId: 'o2', dropoff: { location: place(1240), accessSec: 120, handoffSec: 120 } }),
      aDayOrder({ orderId: 'o3' }),
    ];
    const day = aDay({ orders });
    const world = new World(day, {}, new Random(1));
    world.advance(AT + 60);
    world.receive(
      planChanges(1, anOffer({ orderId: 'o2', size: 2 }), anOffer({ orderId: 'o1', size: 2, sequence: 1 })),
      AT + 60,
    );
    world.advance(AT + 9000);

    const files = writeMdrpSolution(day, world.log);

    // Accepted in minute 1, to the bakery from 1 to 6; ready in minute 11. Leaves at 13, o2 after 1240 s and 2 min of
    // access: 780 + 1240 + 120 = 2140 s; away at 2260 s, 240 m back: 2500 + 120 = 2620 s.
    expect(files.assignments).toBe('assignment_time\tpickup_time\tcourier\torder [order ...]\n1\t11\tc1\to2\to1\n');
    expect(files.orders).toBe(
      'order\tplacement_time\tready_time\tpickup_time\tdropoff_time\tcourier\n' +
        `o1\t1\t11\t11\t${2620 / 60}\tc1\n` +
        `o2\t1\t11\t11\t${2140 / 60}\tc1\n`,
    );
    expect(files.couriers).toBe(
      'courier\tdeparture_time\torigin\tdestination\n' +
        `c1\t1\t0\tbakery\nc1\t13\tbakery\to2\nc1\t${2260 / 60}\to2\to1\n`,
    );
  });
});
