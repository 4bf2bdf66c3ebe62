// The body of a queue's record is a text that anybody may have sent: it becomes a message of ours, or faults.
import type { Beat, Fault, ReplanRequest } from '../../app/ports.ts';
import type { DomainEvent, PositionsReported } from '../../domain/event.ts';
import { err } from '../../kernel/result.ts';
import { type Parsed, parseBeat, parseEvent, parsePositions, parseReplanRequest } from '../schema/parse.ts';

export const parseEventRecord = (body: string): Parsed<DomainEvent> => parseJson(body, parseEvent);
export const parsePositionsRecord = (body: string): Parsed<PositionsReported> => parseJson(body, parsePositions);
export const parseReplanRecord = (body: string): Parsed<ReplanRequest> => parseJson(body, parseReplanRequest);
export const parseBeatRecord = (body: string): Parsed<Beat> => parseJson(body, parseBeat);

function parseJson<T>(body: string, parse: (value: unknown) => Parsed<T>): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return err([notJson(error)]);
  }
  return parse(value);
}

const notJson = (error: unknown): Fault => ({
  code: 'BODY_NOT_JSON',
  cause: `the body is not JSON: ${error instanceof Error ? error.message : String(error)}`,
  action: 'Send the message as one JSON object.',
});
