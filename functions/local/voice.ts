// Where a command's words go, so that tests can listen.

/** Where words go: to people, and about faults. */
export interface Voice {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

export const TERMINAL: Voice = {
  say: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
};
