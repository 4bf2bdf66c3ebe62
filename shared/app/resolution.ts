// The note on an order item that says what became of a revision's changes of it: `12#3=applied 12#7=void`. An order may
// be withdrawn and offered again in one revision, so the note keeps every change of the newest revision and no other.
import type { ChangeOutcome } from '../domain/change.ts';

/**
 * What the note says of change `index` of `revision`; null when it says nothing. `superseded`: a later revision has
 * written here, and revisions follow one another only when they are published whole, so whoever asks is a zombie.
 */
export function resolutionOf(
  note: string | null,
  revision: number,
  index: number,
): ChangeOutcome | 'superseded' | null {
  const entries = (note ?? '').split(' ').filter((entry) => entry !== '');
  if (entries.some((entry) => Number.parseInt(entry, 10) > revision)) return 'superseded';
  const prefix = `${revision}#${index}=`;
  const entry = entries.find((text) => text.startsWith(prefix));
  if (entry === undefined) return null;
  return entry.slice(prefix.length) === 'applied' ? 'applied' : 'void';
}

/** The note with one more entry; entries of earlier revisions are dropped. */
export function noteResolution(note: string | null, revision: number, index: number, outcome: ChangeOutcome): string {
  const same = (note ?? '').split(' ').filter((text) => text.startsWith(`${revision}#`));
  return [...same, `${revision}#${index}=${outcome}`].join(' ');
}
