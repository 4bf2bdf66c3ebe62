// What ports may throw across the border. Everything else that they throw is a bug.

/** The outside did not answer or asked to come back later; trying again may help. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';

  constructor(what: string, options: { readonly cause: unknown }) {
    super(`${what} is unavailable`, options);
  }
}
