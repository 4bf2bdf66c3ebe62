// An append-only file of JSON lines. A line is one write, so after a `kill -9` every line but the last is whole; a torn
// last line was never acted upon, and is cut off. Nothing is forced to the disk: a power cut may lose the last lines.
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { LocalStackError } from '../stack/local-stack.ts';
import { type Entry, readEntry } from './entry.ts';

export class Journal {
  /** What was in the file when it was opened. */
  readonly past: readonly Entry[];
  private readonly fd: number;

  /** Opens `file`, or makes it. Throws LocalStackError KEPT_DAY_DAMAGED when a line other than a torn last one is no entry. */
  constructor(file: string) {
    this.fd = openSync(file, 'a+');
    const bytes = readFileSync(this.fd);
    const end = bytes.lastIndexOf('\n') + 1;
    const lines = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
    this.past = lines.map((line, index) => readEntry(line) ?? this.refuse(file, index + 1));
    ftruncateSync(this.fd, end);
  }

  /** Returns when the entry is beyond the reach of a `kill -9`. */
  append(entry: Entry): void {
    writeSync(this.fd, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.fd);
  }

  private refuse(file: string, line: number): never {
    this.close();
    throw new LocalStackError(
      'KEPT_DAY_DAMAGED',
      `Line ${line} of ${file} is no entry of a journal.`,
      'Remove the folder and play the day again; only its last line may be torn.',
    );
  }
}
