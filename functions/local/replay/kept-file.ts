// A kept solve as text, from a file, compressed or not, or from the archive of a stack.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parseKeptSolve, type ReadSolve } from '../../../shared/adapters/schema/kept-solve.ts';
import type { Fault, KeptSolves, SolveWanted } from '../../../shared/app/ports.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { callFailed } from '../client-config.ts';

type Faulty<T> = Result<T, readonly Fault[]>;

/** How a gzip file begins. */
const GZIP = [0x1f, 0x8b] as const;

/** The solve that the words name, or why there is none. */
export async function readKept(
  named: string,
  openArchive: () => Promise<Faulty<KeptSolves>>,
): Promise<Faulty<ReadSolve>> {
  const bytes = await readFile(named).catch(() => null);
  const text = bytes === null ? await fromArchive(named, openArchive) : textOf(bytes);
  if (!text.ok) return text;
  try {
    return parseKeptSolve(JSON.parse(text.value));
  } catch (error) {
    return unreadable(`it is no JSON: ${messageOf(error)}`);
  }
}

/** `zone/17`, or `zone/17-42` for attempt 42 at it; null: it names none. A zone may have slashes of its own. */
export function parseWanted(named: string): SolveWanted | null {
  const [, zoneId, revision, attempt] = /^(.+)\/(\d{1,9})(?:-(\d{1,9}))?$/s.exec(named) ?? [];
  if (zoneId === undefined) return null;
  return { zoneId, revision: Number(revision), ...(attempt === undefined ? {} : { attempt: Number(attempt) }) };
}

function textOf(bytes: Buffer): Faulty<string> {
  try {
    const isCompressed = GZIP.every((byte, index) => bytes[index] === byte);
    return ok((isCompressed ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (error) {
    return unreadable(messageOf(error));
  }
}

async function fromArchive(named: string, openArchive: () => Promise<Faulty<KeptSolves>>): Promise<Faulty<string>> {
  const wanted = parseWanted(named);
  if (wanted === null) return unreadable('there is no such file, and it is no ZONE/REVISION');
  const archive = await openArchive();
  if (!archive.ok) return archive;
  let text: string | null;
  try {
    text = await archive.value.find(wanted);
  } catch (error) {
    return err([callFailed(error)]);
  }
  if (text !== null) return ok(text);
  const cause = `the archive has no solve of revision ${wanted.revision} of zone ${wanted.zoneId}`;
  const action = 'It was not kept (archiveSolves), has expired (archiveDays), or the stack is another one (--stack).';
  return err([{ code: 'SOLVE_UNKNOWN', cause, action }]);
}

const unreadable = (cause: string): Faulty<never> =>
  err([{ code: 'SOLVE_UNREADABLE', cause, action: 'Name a file with a kept solve, or ZONE/REVISION.' }]);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
