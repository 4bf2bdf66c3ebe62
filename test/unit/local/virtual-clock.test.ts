// The clock that all threads share, and the Date that reads it.
import { describe, expect, it } from 'vitest';
import { clockReader, VirtualClock } from '../../../functions/local/stack/clock/virtual-clock.ts';
import { virtualDate } from '../../../functions/local/stack/clock/virtual-date.ts';

describe('VirtualClock', () => {
  it('stands until it is moved, and every reader of its memory sees it move', () => {
    const clock = new VirtualClock(1000, 0);
    const read = clockReader(clock.memory);
    clock.start();

    const before = read();
    clock.moveTo(1060);

    expect(before).toBe(1_000_000);
    expect(read()).toBe(1_060_000);
    expect(clock.now()).toBe(1060);
  });

  it('never goes back', () => {
    const clock = new VirtualClock(1000, 0);

    clock.moveTo(900);

    expect(clock.now()).toBe(1000);
  });

  it('runs by itself when it has a speed, once it is started', async () => {
    const clock = new VirtualClock(1000, 10_000);
    const before = clock.nowMs();
    clock.start();
    await new Promise((resolve) => setTimeout(resolve, 5));

    // 1 ms and more of real time are 10 s and more of virtual time.
    expect(before).toBe(1_000_000);
    expect(clock.now()).toBeGreaterThan(1010);
  });
});

describe('virtualDate', () => {
  const now = Date.parse('2026-01-05T11:00:00Z');
  const Virtual = virtualDate(Date, () => now);

  it('answers virtual time where Date answers now', () => {
    expect(Virtual.now()).toBe(now);
    expect(new Virtual().toISOString()).toBe('2026-01-05T11:00:00.000Z');
    expect(Virtual()).toBe(new Date(now).toString());
  });

  it('is Date in everything else', () => {
    class Moment extends Virtual {}

    expect(new Virtual(0).getTime()).toBe(0);
    expect(new Virtual(2026, 0, 5).getTime()).toBe(new Date(2026, 0, 5).getTime());
    expect(Virtual.UTC(2026, 0)).toBe(Date.UTC(2026, 0));
    expect(Virtual.parse('2026-01-05')).toBe(Date.parse('2026-01-05'));
    expect(new Virtual()).toBeInstanceOf(Date);
    expect(new Date()).toBeInstanceOf(Virtual);
    expect(new Moment()).toBeInstanceOf(Moment);
    expect(new Moment().getTime()).toBe(now);
  });
});
