// Names for states of a resource: what is equal has an equal one.
import { createHash } from 'node:crypto';

/** Strong, of the text that is answered. */
export const etagOf = (state: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`;

/** Whether a header If-Match or If-None-Match names the state. Weak names count as well: a proxy that compresses makes them weak. */
export const names = (header: string, etag: string): boolean =>
  header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
