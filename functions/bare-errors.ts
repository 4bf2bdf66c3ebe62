// A middleware for an invocation that fails as a whole: it is logged like everything else, and what is thrown on is bare.
// The platform writes an error that leaves a handler with all that hangs on it, and clients hang requests and items there.
import type { MiddlewareObj } from '@middy/core';
import type { HandlerLog } from './handler-log.ts';

export const bareErrors = (log: HandlerLog): MiddlewareObj<unknown, unknown> => ({
  onError: (request) => {
    const { error } = request;
    log.error('an invocation failed', { error });
    request.error = new Error(`INVOCATION_FAILED: ${error?.name ?? 'error'}. The line above has the cause.`);
  },
});
