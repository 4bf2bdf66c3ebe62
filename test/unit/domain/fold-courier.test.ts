import { describe, expect, it } from 'vitest';
import type { Courier } from '../../../shared/domain/courier.ts';
import { type CourierEvent, foldCourier } from '../../../shared/domain/fold-courier.ts';
import { AT, aCourier, place } from '../../support/builders.ts';
import { breakEnded, breakStarted, delivered, enRoute, offShift, onShift } from '../../support/events.ts';

const shiftFrom = (startAt: number) => ({ ...onShift().courier, shift: { startAt, endAt: startAt + 14_400 } });

function folded(courier: Courier | null, event: CourierEvent): Courier {
  const fold = foldCourier(courier, event);
  if (fold.kind !== 'changed') throw new Error(`${event.type} changes nothing`);
  return fold.courier;
}

const kindOf = (courier: Courier | null, event: CourierEvent): string => foldCourier(courier, event).kind;

describe('foldCourier', () => {
  it('does not end a shift by the late news of the end of the one before', () => {
    const courier = folded(null, onShift({ at: AT }));

    expect(kindOf(courier, offShift({ at: AT - 1 }))).toBe('unchanged');
    expect(kindOf(courier, offShift({ at: AT }))).toBe('changed');
  });

  it('remembers where it last set out for, until it delivers', () => {
    const courier = folded(aCourier(), enRoute());

    expect(courier.enRoute).toEqual({ storeId: 'bakery', at: AT, arriveAt: AT + 300 });
    expect(kindOf(courier, enRoute({ eventId: 'late', at: AT - 1 }))).toBe('unchanged');
    expect(folded(courier, delivered({ at: AT - 1 })).enRoute).toEqual(courier.enRoute);
    expect(folded(courier, delivered({ at: AT })).enRoute).toBeUndefined();
  });

  it('forgets in its next shift where it went in the one before', () => {
    const next = onShift({ at: AT + 86_400, eventId: 'next', courier: shiftFrom(AT + 86_400) });

    expect(folded(folded(aCourier(), enRoute()), next).enRoute).toBeUndefined();
    expect(kindOf(null, enRoute())).toBe('unchanged');
  });

  it('makes a courier out of nothing when it comes on shift', () => {
    expect(folded(null, onShift())).toEqual({
      ...onShift().courier,
      zoneId: 'north',
      onShiftAt: AT,
      version: 1,
      status: 'on',
      deliveredCount: 0,
      seen: ['on shift'],
    });
  });

  it('begins a later shift from zero deliveries', () => {
    const courier = aCourier({ deliveredCount: 9, status: 'off', shift: { startAt: AT - 86_400, endAt: AT - 72_000 } });

    expect(folded(courier, onShift())).toMatchObject({ status: 'on', deliveredCount: 0, shift: { startAt: AT } });
  });

  it('takes new details of the same shift and keeps its deliveries', () => {
    const courier = aCourier({ deliveredCount: 4, shift: { startAt: AT, endAt: AT + 14_400 } });

    const next = folded(courier, onShift({ courier: { ...onShift().courier, skills: ['cold'] } }));

    expect(next).toMatchObject({ skills: ['cold'], deliveredCount: 4, version: 2 });
  });

  it('passes over a shift that is earlier than the one it knows', () => {
    const courier = aCourier({ shift: { startAt: AT, endAt: AT + 14_400 } });

    expect(kindOf(courier, onShift({ courier: shiftFrom(AT - 86_400) }))).toBe('unchanged');
  });

  it('ends a shift once', () => {
    const off = folded(aCourier(), offShift());

    expect(off.status).toBe('off');
    expect(kindOf(off, offShift({ eventId: 'again' }))).toBe('unchanged');
  });

  it('counts a delivery once, however often it is reported', () => {
    const once = folded(aCourier({ deliveredCount: 2 }), delivered());

    expect(once.deliveredCount).toBe(3);
    expect(kindOf(once, delivered())).toBe('unchanged');
  });

  it('does not count a delivery of the shift before', () => {
    expect(kindOf(aCourier({ shift: { startAt: AT + 1, endAt: AT + 2 } }), delivered({ at: AT }))).toBe('unchanged');
  });

  it('remembers forty events', () => {
    let courier = aCourier();
    for (let n = 0; n < 41; n++) courier = folded(courier, delivered({ eventId: `d${n}` }));

    expect(courier.seen).toHaveLength(40);
    expect(courier.seen).not.toContain('d0');
    expect(kindOf(courier, delivered({ eventId: 'd1' }))).toBe('unchanged');
  });

  it('knows nothing of a courier who never came on shift', () => {
    expect(kindOf(null, offShift())).toBe('unchanged');
    expect(kindOf(null, delivered())).toBe('unchanged');
  });

  it('notes when breaks begin and end, in the order of time, each once', () => {
    const events = [
      breakStarted({ at: AT + 900, eventId: 'second' }),
      breakEnded({ at: AT + 300 }),
      breakStarted({ at: AT + 60 }),
      breakStarted({ at: AT + 60, eventId: 'said twice' }),
      breakEnded({ at: AT + 200, eventId: 'an older end' }),
    ];

    const courier = events.reduce(folded, aCourier());

    expect(courier).toMatchObject({ breakStarts: [AT + 60, AT + 900], breakEndedAt: AT + 300, version: 6 });
  });

  it('knows breaks of its own shift only', () => {
    const courier = folded(folded(null, onShift()), breakStarted({ at: AT + 60 }));

    expect(kindOf(courier, breakStarted({ at: AT - 1, eventId: 'of the shift before' }))).toBe('unchanged');
    expect(kindOf(courier, breakEnded({ at: AT - 1 }))).toBe('unchanged');
    expect(kindOf(null, breakStarted())).toBe('unchanged');
    expect(folded(courier, onShift({ eventId: 'again', at: AT + 90 })).breakStarts).toEqual([AT + 60]);
    const next = folded(courier, onShift({ eventId: 'next', at: AT + 20_000, courier: shiftFrom(AT + 20_000) }));
    expect(next).not.toHaveProperty('breakStarts');
  });

  it('takes what is left out of new details as taken away', () => {
    const breaks = [{ earliestAt: AT, latestAt: AT + 60, durationSec: 600 }];
    const courier = folded(null, onShift({ courier: { ...onShift().courier, breaks, endLocation: place(1) } }));

    expect(courier).toMatchObject({ breaks, endLocation: place(1) });
    const next = folded(courier, onShift({ eventId: 'again', at: AT + 90 }));
    expect(next).not.toHaveProperty('breaks');
    expect(next).not.toHaveProperty('endLocation');
  });
});
