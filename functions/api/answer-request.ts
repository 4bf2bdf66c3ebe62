// A request of the HTTP API -> its response. Whatever happens, it is an answer that the document promises: faults of the
// input, of the stores and of our own are problems with code, cause and action.
import { problemOf } from '../../shared/adapters/http/problems.ts';
import type { RouteKey } from '../../shared/adapters/http/routes.ts';
import { Unavailable } from '../../shared/app/errors.ts';
import { History } from '../../shared/app/history.ts';
import type { Ports } from '../../shared/app/use-case-ports.ts';
import { ZoneGroups } from '../../shared/app/zone-groups.ts';
import type { HandlerLog } from '../handler-log.ts';
import type { ApiParts, Reply } from './call.ts';
import { type AnyCall, type Request, readCall } from './read-call.ts';
import { isTooLarge, problemResponse, type Response, respond } from './respond.ts';
import { courierHandlers } from './routes/couriers.ts';
import { orderHandlers } from './routes/orders.ts';
import { planHandlers } from './routes/plans.ts';
import { policyHandlers } from './routes/policies.ts';
import { zoneHandlers } from './routes/zones.ts';

export type { Request } from './read-call.ts';
export type { Response } from './respond.ts';

type AnyHandler = (parts: ApiParts, call: AnyCall) => Promise<Reply<unknown>>;

/** The compiler has seen that there is one for every route; what the route's schemas have checked fits its handler. */
const HANDLERS = {
  ...zoneHandlers,
  ...orderHandlers,
  ...courierHandlers,
  ...planHandlers,
  ...policyHandlers,
} satisfies Record<RouteKey, unknown> as unknown as Readonly<Record<RouteKey, AnyHandler>>;

export type AnswerRequest = (request: Request) => Promise<Response>;

/** Never rejects. */
export function makeAnswerRequest({ ports, log }: { readonly ports: Ports; readonly log: HandlerLog }): AnswerRequest {
  const parts: ApiParts = { ports, history: new History(ports) };
  const groups = new ZoneGroups(ports);
  return async (request) => {
    const call = readCall(request);
    if (!call.ok) return respond(call.error, request.headers);
    return ports.telemetry.within({}, async () => {
      try {
        await nameZone(ports, groups, call.value);
        const response = respond(await HANDLERS[call.value.key](parts, call.value), request.headers);
        return isTooLarge(response) ? tooLarge(call.value.key) : response;
      } catch (error) {
        ports.telemetry.metric('CallsFailed', 1);
        return error instanceof Unavailable
          ? unavailable(log, call.value.key, error)
          : broken(ports, call.value.key, error);
      }
    });
  };
}

async function nameZone(ports: Ports, groups: ZoneGroups, { params }: AnyCall): Promise<void> {
  const { zoneId } = params as { readonly zoneId?: string };
  if (zoneId !== undefined) ports.telemetry.about({ zoneId, group: await groups.of(zoneId) });
}

function unavailable(log: HandlerLog, route: RouteKey, error: Unavailable): Response {
  log.warn('a call could not be answered: something does not answer', { route, error });
  return problemResponse(
    problemOf('UNAVAILABLE', error.message, 'Send it again in a second, with the same Idempotency-Key or the same at.'),
  );
}

function broken(ports: Ports, route: RouteKey, error: unknown): Response {
  ports.telemetry.incident('a call failed by a fault of ours', { route, error });
  return problemResponse(
    problemOf(
      'INTERNAL',
      'the API has a fault; its log has the details',
      'Send it again once. If it fails again, tell whoever runs the API at which moment.',
    ),
  );
}

const tooLarge = (route: RouteKey): Response =>
  problemResponse(
    problemOf(
      'ANSWER_TOO_LARGE',
      `the answer to ${route} does not fit through the gateway`,
      'Ask with accept-encoding: gzip, or page by page.',
    ),
  );
