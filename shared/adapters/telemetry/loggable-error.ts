// An error as it may be logged: what it is and where it came from, without what it carries. Errors of clients hold
// requests and items in properties of their own, and messages may quote an address or a text from outside.

export interface LoggableError {
  readonly name: string;
  readonly message: string;
  /** Of the system or of a client, such as ECONNRESET; null when there is none. */
  readonly code: string | null;
  /** Places in the code only; its first lines would repeat the message. */
  readonly stack: readonly string[];
  readonly cause: LoggableError | null;
}

const MAX_MESSAGE = 300;
const MAX_FRAMES = 12;
/** Causes of causes beyond this are not looked at. */
const MAX_CAUSES = 4;

export const loggableError = (error: Error): LoggableError => describe(error, MAX_CAUSES);

function describe(error: Error, causesLeft: number): LoggableError {
  const code: unknown = Reflect.get(error, 'code');
  const { cause } = error;
  return {
    name: error.name,
    message: messageOf(error),
    code: typeof code === 'string' ? code : null,
    stack: framesOf(error.stack ?? ''),
    cause: cause instanceof Error && causesLeft > 0 ? describe(cause, causesLeft - 1) : null,
  };
}

/** Of an address only who is asked: the rest may be places, or a key. A parser's message quotes what it was given. */
function messageOf({ name, message }: Error): string {
  if (name === 'SyntaxError') return 'a text could not be read (not shown: the message quotes it)';
  return message.replaceAll(/(https?:\/\/[^/\s'"]+)[^\s'"]*/g, '$1/...').slice(0, MAX_MESSAGE);
}

const framesOf = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim());
