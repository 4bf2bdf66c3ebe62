// What SQS lets through: limits in bytes, and which characters a text or an identifier may have (Amazon SQS API
// reference, SendMessage).
import { createHash } from 'node:crypto';

/** A message with its attributes, since August 2025. */
export const MAX_MESSAGE_BYTES = 1_048_576;

/** Group and de-duplication ids: letters, digits and punctuation. */
const PLAIN_ID = /^[!-~]{1,128}$/;
const HASH_PREFIX = 'sha256:';
/** All but: tab, line feed, carriage return, and the characters of XML 1.0. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * A group or de-duplication id that SQS takes: the text itself where it can be, else a hash of it (long ids, letters
 * beyond ASCII). Different texts give different ids.
 */
export function toMessageId(text: string): string {
  if (PLAIN_ID.test(text) && !text.startsWith(HASH_PREFIX)) return text;
  return HASH_PREFIX + createHash('sha256').update(text).digest('hex');
}

/** The text with every character that SQS refuses replaced. */
export const toMessageText = (text: string): string => text.replace(FORBIDDEN, '\uFFFD');

/**
 * The value as JSON in characters that every queue takes: what is beyond the basic plane is escaped, which SQS does not
 * need but some that are compatible with it do.
 */
export const toJsonText = (value: unknown): string => JSON.stringify(value).replace(BEYOND_BASIC, escapeUnit);

const BEYOND_BASIC = /[\uD800-\uDFFF\uFFFE\uFFFF]/g;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16)}`;

/** The longest beginning that has at most `maxBytes` in UTF-8, not cutting a character. */
export function truncateBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read);
}
