// What every courier store does.
import { beforeEach, describe, expect, test } from 'vitest';
import type { CourierStore } from '../../shared/app/ports.ts';
import { AT, aCourier, aPosition, place } from '../support/builders.ts';

export function courierStoreContract(name: string, make: () => Promise<CourierStore>): void {
  describe(`couriers in ${name}`, () => {
    let couriers: CourierStore;
    beforeEach(async () => {
      couriers = await make();
    });

    test('answers null for a courier that nobody knows', async () => {
      expect(await couriers.get('north', 'c1')).toBeNull();
      expect(await couriers.list('north')).toEqual([]);
      expect(await couriers.positions('north')).toEqual([]);
    });

    test('gives back what was put, in its zone only', async () => {
      const courier = aCourier({ skills: ['age_check'], seen: ['e1'] });

      expect(await couriers.put(courier, null)).toBe('written');

      expect(await couriers.get('north', 'c1')).toEqual(courier);
      expect(await couriers.list('north')).toEqual([courier]);
      expect(await couriers.list('south')).toEqual([]);
    });

    test('writes only over the expected version, and takes a repeated write as written', async () => {
      await couriers.put(aCourier(), null);
      const next = aCourier({ version: 2, deliveredCount: 1 });

      expect(await couriers.put(next, 1)).toBe('written');
      expect(await couriers.put(next, 1)).toBe('written');
      expect(await couriers.put(aCourier({ version: 2, status: 'off' }), 1)).toBe('conflict');
      expect(await couriers.put(aCourier(), null)).toBe('conflict');

      expect(await couriers.get('north', 'c1')).toEqual(next);
    });

    test('lets exactly one of many concurrent puts win', async () => {
      const writers = Array.from({ length: 12 }, (_, i) => aCourier({ seen: [`e${i}`] }));

      const outcomes = await Promise.all(writers.map((courier) => couriers.put(courier, null)));

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
    });

    test('keeps the newest position of each courier, whatever the order of reports', async () => {
      await couriers.putPositions('north', [aPosition({ at: AT, departAt: AT, location: place(2) })]);

      await couriers.putPositions('north', [
        aPosition({ at: AT - 10, location: place(1) }),
        aPosition({ courierId: 'c2', at: AT - 20, location: place(9) }),
      ]);

      const positions = await couriers.positions('north');
      expect(positions).toHaveLength(2);
      expect(positions).toContainEqual(aPosition({ at: AT, departAt: AT, location: place(2) }));
      expect(positions).toContainEqual(aPosition({ courierId: 'c2', at: AT - 20, location: place(9) }));
    });

    test('passes over a second position of the same moment', async () => {
      await couriers.putPositions('north', [aPosition({ location: place(1) })]);

      await couriers.putPositions('north', [aPosition({ location: place(2) })]);

      expect(await couriers.positions('north')).toEqual([aPosition({ location: place(1) })]);
    });

    test('takes the later departure of two positions of the same moment, whichever comes first', async () => {
      const stands = aPosition({ at: AT, departAt: AT, location: place(1) });
      const isOnItsWay = aPosition({ at: AT, departAt: AT + 300, location: place(2) });

      await couriers.putPositions('north', [stands]);
      await couriers.putPositions('north', [isOnItsWay]);
      await couriers.putPositions('south', [isOnItsWay]);
      await couriers.putPositions('south', [stands]);

      expect(await couriers.positions('north')).toEqual([isOnItsWay]);
      expect(await couriers.positions('south')).toEqual([isOnItsWay]);
    });

    test('takes the newest of a report that has a courier more than once', async () => {
      const track = [3, 9, 5].map((sec) => aPosition({ at: AT + sec, departAt: AT + sec, location: place(sec) }));

      await couriers.putPositions('north', track);

      expect(await couriers.positions('north')).toEqual([track[1]]);
    });

    test('takes a hundred positions at once', async () => {
      const positions = Array.from({ length: 100 }, (_, i) => aPosition({ courierId: `c${i}` }));

      await couriers.putPositions('north', positions);

      expect(await couriers.positions('north')).toHaveLength(100);
    });

    test('removes a courier with its position', async () => {
      await couriers.put(aCourier(), null);
      await couriers.putPositions('north', [aPosition()]);

      expect(await couriers.remove(aCourier())).toBe('written');

      expect(await couriers.get('north', 'c1')).toBeNull();
      expect(await couriers.positions('north')).toEqual([]);
      expect(await couriers.remove(aCourier())).toBe('written');
    });

    test('does not remove a courier who has come back', async () => {
      await couriers.put(aCourier({ version: 1 }), null);
      await couriers.put(aCourier({ version: 2 }), 1);
      await couriers.putPositions('north', [aPosition()]);

      expect(await couriers.remove(aCourier({ version: 1 }))).toBe('conflict');

      expect(await couriers.get('north', 'c1')).toEqual(aCourier({ version: 2 }));
      expect(await couriers.positions('north')).toEqual([aPosition()]);
    });
  });
}
