// Kept solves in memory, as the text that they would be in a file. Nothing expires here.
import type { KeptSolves, SolveArchive, SolveWanted } from '../../app/ports.ts';
import { type KeptSolve, nameOf, type SolveName, type SolveOutcome } from '../../domain/kept-solve.ts';
import { chooseSolve } from '../choose-solve.ts';

interface Kept extends SolveName {
  readonly outcome: SolveOutcome;
  readonly text: string;
}

export class MemorySolveArchive implements SolveArchive, KeptSolves {
  private readonly kept: Kept[] = [];

  async put(solve: KeptSolve): Promise<void> {
    this.kept.push({ ...nameOf(solve), outcome: solve.outcome, text: JSON.stringify(solve) });
  }

  async find({ zoneId, revision, attempt }: SolveWanted): Promise<string | null> {
    const found = this.kept.filter((solve) => solve.zoneId === zoneId && solve.revision === revision);
    return chooseSolve(found, attempt)?.text ?? null;
  }

  /** All of them, in the order in which they were kept. */
  texts(): readonly string[] {
    return this.kept.map(({ text }) => text);
  }
}
