// Lets faults happen to the calls of an AWS client, by a middleware between the SDK's retries and its HTTP handler: the
// SDK signs, sends, reads and tries again as ever, and the code above it sees what it would see of a bad day at AWS.
import { setTimeout as sleep } from 'node:timers/promises';
import { MAX_SLOW_MS } from './fault-kinds.ts';
import type { FaultPlan } from './fault-plan.ts';
import { broken, busy, halve, tookAllBut, type WireAnswer, type WireRequest } from './wire.ts';

/** The part of an SDK client that a middleware is added to: clients come out of bundles, each with an SDK of its own. */
export interface Client {
  readonly config: { readonly serviceId?: string };
  readonly middlewareStack: { add(middleware: Middleware, options: object): void };
}

type Attempt = (args: { readonly request: WireRequest }) => Promise<WireAnswer>;
type Middleware = (next: Attempt, context: { readonly commandName?: string }) => Attempt;

/** @param crash ends the thread; what comes after it does not happen */
export function injectFaults(client: Client, plan: Pick<FaultPlan, 'next' | 'below'>, crash: () => never): void {
  const service = client.config.serviceId ?? '';
  const middleware: Middleware = (next, { commandName = '' }) => {
    /** Made for each call anew, and kept over the SDK's attempts. */
    let hasTimedOut = false;
    return async (args) => {
      if (hasTimedOut) throw timeOut();
      const fault = plan.next(commandName.startsWith('BatchWrite'));
      switch (fault) {
        case null:
          return next(args);
        case 'slow':
          await sleep(plan.below(MAX_SLOW_MS));
          return next(args);
        case 'throttle':
          return busy(service);
        case 'serverError':
          return broken(service);
        case 'partialBatch':
          return takeHalf(next, args);
        case 'sentAgain':
          drop(await next(args));
          throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        case 'timeOut':
          hasTimedOut = true;
          if (plan.below(2) === 0) drop(await next(args));
          throw timeOut();
        case 'crash':
          if (plan.below(2) === 0) drop(await next(args));
          return crash();
      }
    };
  };
  client.middlewareStack.add(middleware, { name: 'faults', step: 'deserialize', priority: 'low' });
}

async function takeHalf(next: Attempt, args: Parameters<Attempt>[0]): Promise<WireAnswer> {
  const { first, rest } = halve(args.request);
  if (first !== null) drop(await next({ ...args, request: first }));
  return tookAllBut(rest);
}

/** An answer that nobody reads would hold its connection. */
const drop = ({ response }: WireAnswer): void => void response.body.resume();

const timeOut = (): Error => Object.assign(new Error('the call did not end in time'), { name: 'TimeoutError' });
