// Puts a Date into this thread that reads the virtual clock: code that knows nothing of it (emulators, bundles, SDK)
// follows. performance.now() stays real, because time boxes are real. Load nothing that keeps a Date before this.
import type { Milliseconds } from '../../../../shared/kernel/units.ts';
import { type ClockMemory, clockReader } from './virtual-clock.ts';

export function installVirtualDate(memory: ClockMemory): void {
  globalThis.Date = virtualDate(globalThis.Date, clockReader(memory));
}

/** A stand-in for `real` whose only difference is where "now" comes from; instances are true `real` dates. */
export function virtualDate(real: DateConstructor, now: () => Milliseconds): DateConstructor {
  function VirtualDate(this: unknown, ...args: unknown[]): string | Date {
    if (!new.target) return new real(now()).toString();
    return Reflect.construct(real, args.length === 0 ? [now()] : args, new.target);
  }
  Object.setPrototypeOf(VirtualDate, real);
  return Object.assign(VirtualDate, { prototype: real.prototype, now }) as unknown as DateConstructor;
}
