// How far a file has been sent, in a file beside it, so that an import that was stopped goes on where it stopped. It is an
// aid: sending everything again does no harm, since a row's event id is made of what it says.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';

interface Entry {
  readonly digest: string;
  readonly api: string;
  readonly zone: string | null;
  /** The moment of rows that say none. */
  readonly now: EpochSeconds;
  /** Rows that are answered for. */
  readonly done: number;
}

export class Journal {
  private readonly file: string;
  private entry: Entry;

  private constructor(file: string, entry: Entry) {
    this.file = file;
    this.entry = entry;
  }

  /** What was begun before with the same file, API and zone; otherwise from the start. */
  static async open(
    csv: string,
    to: { readonly api: string; readonly zone: string | null },
    now: EpochSeconds,
  ): Promise<Journal> {
    const file = `${csv}.load.json`;
    const digest = await digestOf(csv);
    const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Entry) : null;
    const isSame = known?.digest === digest && known.api === to.api && known.zone === to.zone;
    return new Journal(file, isSame ? known : { digest, ...to, now, done: 0 });
  }

  get done(): number {
    return this.entry.done;
  }

  get now(): EpochSeconds {
    return this.entry.now;
  }

  reach(done: number): void {
    this.entry = { ...this.entry, done };
    writeFileSync(`${this.file}.new`, `${JSON.stringify(this.entry)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }
}

async function digestOf(csv: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(csv), hash);
  return hash.digest('hex');
}
