import { describe, expect, it } from 'vitest';
import { positionAfter } from '../../../shared/domain/position-after.ts';
import { AT, aPickedUpOrder, aStore, place } from '../../support/builders.ts';
import { accepted, delivered, enRoute, onShift, pickedUp } from '../../support/events.ts';

const context = { order: aPickedUpOrder(), store: aStore({ location: place(50, 60), handoverSec: 90 }) };

describe('positionAfter', () => {
  it('is where the courier comes on shift, free at once', () => {
    expect(positionAfter(onShift(), { order: null, store: null })).toEqual({
      courierId: 'c1',
      location: place(300),
      at: AT,
      departAt: AT,
    });
  });

  it('is the store after a pickup, until the handing over is done', () => {
    expect(positionAfter(pickedUp(), context)).toEqual({
      courierId: 'c1',
      location: place(50, 60),
      at: AT,
      departAt: AT + 90,
    });
  });

  it('is the store of a courier who is on its way there, from the arrival on', () => {
    expect(positionAfter(enRoute(), { ...context, order: null })).toEqual({
      courierId: 'c1',
      location: place(50, 60),
      at: AT,
      departAt: AT + 300,
    });
    expect(positionAfter(enRoute({ arriveAt: AT - 1 }), context)?.departAt).toBe(AT);
    expect(positionAfter(enRoute(), { order: null, store: null })).toBeNull();
  });

  it('is the door after a delivery, until the handing over is done', () => {
    expect(positionAfter(delivered(), context)).toEqual({
      courierId: 'c1',
      location: place(1000),
      at: AT,
      departAt: AT + 120,
    });
  });

  it('is unknown without the store or the order, and after other events', () => {
    expect(positionAfter(pickedUp(), { order: aPickedUpOrder(), store: null })).toBeNull();
    expect(positionAfter(delivered(), { order: null, store: null })).toBeNull();
    expect(positionAfter(accepted(), context)).toBeNull();
  });

  it('does not believe a delivery by a courier who does not have the order', () => {
    expect(positionAfter(delivered({ courierId: 'c2' }), context)).toBeNull();
  });
});
