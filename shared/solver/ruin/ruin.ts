// What a ruin operator is: it takes up to `size` orders out of a solution, where it sees fit.

export interface Ruin {
  /** Returns how many orders it took out. */
  remove(size: number): number;
}
