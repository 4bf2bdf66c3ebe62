// The frame of work on one message: every line that is logged meanwhile names the message, and a failure is logged and counted
// once, before the message goes back to its queue.
import type { SQSRecord } from 'aws-lambda';
import type { Telemetry } from '../shared/app/ports.ts';
import type { HandlerLog } from './handler-log.ts';

interface MessageParts {
  readonly ports: { readonly telemetry: Telemetry };
  readonly log: HandlerLog;
}

/** Throws what `work` throws. */
export const inMessage = (
  { ports, log }: MessageParts,
  { messageId }: SQSRecord,
  work: () => Promise<void>,
): Promise<void> =>
  ports.telemetry.within({ messageId }, async () => {
    try {
      await work();
    } catch (error) {
      ports.telemetry.metric('MessagesFailed', 1);
      log.error('a message could not be processed; it comes again', { messageId, error });
      throw error;
    }
  });
