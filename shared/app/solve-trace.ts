// What a solve leaves behind while it is made: kept also when it ends in an error, which is when it is looked for.
import type { RungTry } from '../domain/kept-solve.ts';
import type { TravelMatrix } from './ports.ts';

export interface SolveTrace {
  /** Null: travel times have not been found yet. */
  travel: TravelMatrix | null;
  readonly tries: RungTry[];
}

export const newTrace = (): SolveTrace => ({ travel: null, tries: [] });
