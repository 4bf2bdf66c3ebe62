// What the local stack says when it cannot go on: a code to look up, the cause, and what to do about it.

export class LocalStackError extends Error {
  override readonly name = 'LocalStackError';
  readonly code: string;
  readonly action: string;

  constructor(code: string, cause: string, action: string, options?: ErrorOptions) {
    super(`${code}: ${cause} ${action}`, options);
    this.code = code;
    this.action = action;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
