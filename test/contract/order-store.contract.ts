// What every order store does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { OrderStore } from '../../shared/app/ports.ts';
import { anOfferedOrder, anOrder } from '../support/builders.ts';

export function orderStoreContract(name: string, make: () => Promise<OrderStore>): void {
  describe(`orders in ${name}`, () => {
    let orders: OrderStore;
    beforeEach(async () => {
      orders = await make();
    });

    const aDelivered = (version = 5) =>
      anOrder({ version, stage: 'delivered', courierId: 'c1', deliveredAt: 1000, closedAt: 1000 });

    test('answers null for an id that nobody has placed', async () => {
      expect(await orders.get('north', 'o1')).toBeNull();
      expect(await orders.getArchived('o1')).toBeNull();
      expect(await orders.list('north')).toEqual([]);
    });

    test('gives back what was put, to the last field', async () => {
      const order = anOfferedOrder({
        declinedBy: ['c7'],
        seen: ['e1', 'e2'],
        resolved: '3#1:applied',
        requirements: ['age_check'],
      });

      expect(await orders.put(order, null)).toBe('written');

      expect(await orders.get('north', 'o1')).toEqual(order);
      expect(await orders.list('north')).toEqual([order]);
    });

    test('keeps the zones apart', async () => {
      await orders.put(anOrder({ zoneId: 'north' }), null);
      await orders.put(anOrder({ zoneId: 'north-east', orderId: 'o2' }), null);

      expect((await orders.list('north')).map((order) => order.orderId)).toEqual(['o1']);
      expect(await orders.get('north', 'o2')).toBeNull();
    });

    test('replaces an order only if its version is the expected one', async () => {
      await orders.put(anOrder({ version: 1 }), null);

      expect(await orders.put(anOrder({ version: 2, priority: 2 }), 1)).toBe('written');
      expect(await orders.put(anOrder({ version: 2, priority: 3 }), 1)).toBe('conflict');

      expect(await orders.get('north', 'o1')).toMatchObject({ version: 2, priority: 2 });
    });

    test('refuses a first put where there is an item, and a later one where there is none', async () => {
      await orders.put(anOrder(), null);

      expect(await orders.put(anOrder({ priority: 2 }), null)).toBe('conflict');
      expect(await orders.put(anOrder({ orderId: 'o2', version: 2 }), 1)).toBe('conflict');

      expect(await orders.get('north', 'o2')).toBeNull();
    });

    test('takes a put that is repeated word for word as written, as a retry of the network repeats it', async () => {
      await orders.put(anOrder(), null);
      const next = anOfferedOrder({ version: 2 });
      await orders.put(next, 1);

      expect(await orders.put(next, 1)).toBe('written');
    });

    test('lets exactly one of many concurrent puts win', async () => {
      await orders.put(anOrder(), null);
      const writers = Array.from({ length: 12 }, (_, i) => anOrder({ version: 2, seen: [`e${i}`] }));

      const outcomes = await Promise.all(writers.map((order) => orders.put(order, 1)));

      const winners = writers.filter((_, i) => outcomes[i] === 'written');
      expect(winners).toHaveLength(1);
      expect(await orders.get('north', 'o1')).toEqual(winners[0]);
    });

    test('lists zones that are larger than a page of the table', async () => {
      // 150 orders of some 10 KB are 1.5 MB; a page has 1 MB.
      const seen = Array.from({ length: 80 }, (_, i) => `${i}`.padStart(120, 'e'));
      const many = Array.from({ length: 150 }, (_, i) => anOrder({ orderId: `o${i}`, seen }));
      await Promise.all(many.map((order) => orders.put(order, null)));

      const listed = await orders.list('north');

      expect(new Set(listed.map((order) => order.orderId))).toEqual(new Set(many.map((order) => order.orderId)));
      expect(listed).toHaveLength(150);
    });

    test('takes ids in any script', async () => {
      const order = anOrder({ zoneId: 'Süd/北 🛵', orderId: 'заказ 1|"😀"', courierId: 'naïve' });

      expect(await orders.claimId(order.orderId, order.zoneId)).toBe('claimed');
      expect(await orders.put(order, null)).toBe('written');

      expect(await orders.get(order.zoneId, order.orderId)).toEqual(order);
      expect(await orders.list(order.zoneId)).toEqual([order]);
    });

    test('claims an id for one zone, as often as that zone asks', async () => {
      expect(await orders.claimId('o1', 'north')).toBe('claimed');

      expect(await orders.claimId('o1', 'north')).toBe('claimed');
      expect(await orders.claimId('o1', 'south')).toBe('elsewhere');
      expect(await orders.getArchived('o1')).toBeNull();
    });

    test('gives an id that many zones claim at once to one of them', async () => {
      const zones = Array.from({ length: 8 }, (_, i) => `zone-${i}`);

      const claims = await Promise.all(zones.map((zoneId) => orders.claimId('o1', zoneId)));

      expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
      expect(claims.filter((claim) => claim === 'elsewhere')).toHaveLength(7);
    });

    test('moves a closed order into the archive, from which its id never comes back', async () => {
      await orders.claimId('o1', 'north');
      await orders.put(aDelivered(5), null);

      expect(await orders.archive(aDelivered(5))).toBe('written');

      expect(await orders.get('north', 'o1')).toBeNull();
      expect(await orders.list('north')).toEqual([]);
      expect(await orders.getArchived('o1')).toEqual(aDelivered(5));
      expect(await orders.claimId('o1', 'north')).toBe('archived');
      expect(await orders.claimId('o1', 'south')).toBe('archived');
    });

    test('keeps the item of an order that was written since it was read for the archive', async () => {
      await orders.claimId('o1', 'north');
      await orders.put(aDelivered(5), null);
      await orders.put(aDelivered(6), 5);

      expect(await orders.archive(aDelivered(5))).toBe('conflict');
      expect(await orders.get('north', 'o1')).toEqual(aDelivered(6));

      expect(await orders.archive(aDelivered(6))).toBe('written');
      expect(await orders.getArchived('o1')).toEqual(aDelivered(6));
    });

    test('archives twice without harm, and never puts an older version over a newer one', async () => {
      await orders.claimId('o1', 'north');
      await orders.put(aDelivered(6), null);
      await orders.archive(aDelivered(6));

      expect(await orders.archive(aDelivered(6))).toBe('written');
      expect(await orders.archive(aDelivered(5))).toBe('conflict');

      expect(await orders.getArchived('o1')).toEqual(aDelivered(6));
    });

    test('does not archive over the order of another zone', async () => {
      await orders.claimId('o1', 'south');

      expect(await orders.archive(aDelivered(5))).toBe('conflict');

      expect(await orders.getArchived('o1')).toBeNull();
    });

    test('refuses to archive an order that is not closed', async () => {
      await expect(orders.archive(anOrder())).rejects.toThrow('only a closed one is archived');
    });
  });
}
