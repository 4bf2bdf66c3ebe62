// What each run of a function has read of its zone, noted on the way, so that its plan can be judged by what it knew.
import type { Ports } from '../../../shared/app/use-case-ports.ts';
import type { Snapshot } from '../../../shared/domain/snapshot.ts';
import type { Program } from './scheduler.ts';

/** The newest reading of each kind. */
export type Reading = {
  -readonly [K in 'zone' | 'stores' | 'couriers' | 'positions' | 'orders' | 'lastPlan']?: Snapshot[K];
};

export class ReadingBook {
  private readonly readings = new WeakMap<Program, Reading>();

  of(program: Program): Reading {
    const known = this.readings.get(program) ?? {};
    this.readings.set(program, known);
    return known;
  }
}

/** The ports, with what is read through them noted. */
export function reading(ports: Ports, note: Reading): Ports {
  const { orders, couriers, settings, revisions } = ports;
  return {
    ...ports,
    orders: noting(orders, {
      list: (found) => {
        note.orders = found;
      },
    }),
    couriers: noting(couriers, {
      list: (found) => {
        note.couriers = found;
      },
      positions: (found) => {
        note.positions = found;
      },
    }),
    settings: noting(settings, {
      getZone: (found) => {
        if (found) note.zone = found;
      },
      listStores: (found) => {
        note.stores = found;
      },
    }),
    revisions: noting(revisions, {
      get: (found) => {
        note.lastPlan = found?.plan ?? null;
      },
    }),
  };
}

type Answered<F> = F extends (...args: never[]) => Promise<infer R> ? R : never;
type Listeners<P> = { readonly [K in keyof P]?: (answer: Answered<P[K]>) => void };

function noting<P extends object>(port: P, listeners: Listeners<P>): P {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const listener = listeners[name as keyof P] as ((answer: unknown) => void) | undefined;
      if (listener === undefined) return member.bind(target);
      return async (...args: unknown[]) => {
        const answer: unknown = await member.apply(target, args);
        listener(answer);
        return answer;
      };
    },
  });
}
