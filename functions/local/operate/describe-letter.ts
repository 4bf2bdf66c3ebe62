// A dead letter in one line, without what it says of people unless that is asked for: causes quote what was sent.
import type { Letter } from './dead-letter-queue.ts';

/** @param withBody the whole message, and causes as they are */
export function describeLetter(letter: Letter, nowMs: number, withBody: boolean): string {
  const { fault, group, messageId, body, isCut } = letter;
  const age = ageOf(nowMs - letter.sentAtMs).padEnd(9);
  const why =
    fault === null
      ? `no fault: it failed too often; look for ${messageId} in the logs`
      : `${fault.code}: ${oneLine(withBody ? fault.cause : withoutQuotes(fault.cause))}. ${oneLine(fault.action)}`;
  const line = `${age} ${group ?? '-'}  ${why}`;
  return withBody ? `${line}\n${' '.repeat(10)}${body}${isCut ? '  (cut off)' : ''}` : line;
}

/** Whole minutes, hours and minutes, or days and hours. */
export function ageOf(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** From the first quotation mark of a line to its last: values may have marks of their own in them. Numbers go too. */
const withoutQuotes = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/".*"/, '"..."').replace(/ is -?[\d.]+(?=,| |$)/, ' is ...'))
    .join('\n');

const oneLine = (text: string): string => text.split('\n').join('; ').replace(/\.$/, '');
