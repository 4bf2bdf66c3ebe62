// A published instance of pickup and delivery with time windows, in the terms of its file. One depot, vehicles alike,
// Euclidean distances in double precision; travel takes as long as it is far.

export interface PairNode {
  readonly x: number;
  readonly y: number;
  /** Above 0 at a pickup, the same below 0 at its delivery. */
  readonly demand: number;
  readonly ready: number;
  readonly due: number;
  readonly service: number;
  /** Ids of the partner, 0 for none: a pickup names its delivery, a delivery its pickup. */
  readonly pickup: number;
  readonly delivery: number;
}

export interface PairInstance {
  readonly name: string;
  readonly vehicles: number;
  readonly capacity: number;
  /** [id]; 0 is the depot. */
  readonly nodes: readonly PairNode[];
}

/** Routes as sequences of node ids, depot left out. */
export type PairRoutes = readonly (readonly number[])[];
