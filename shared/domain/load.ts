// What an order takes up and what a courier can carry, in every dimension that can run out.

/** Whole numbers, all at least 0. */
export interface Load {
  readonly weightG: number;
  readonly volumeMl: number;
  readonly bags: number;
}

/** The dimensions in the order in which arrays hold them. */
export const LOAD_DIMENSIONS = ['weightG', 'volumeMl', 'bags'] as const satisfies readonly (keyof Load)[];

export const NO_LOAD: Load = { weightG: 0, volumeMl: 0, bags: 0 };

export const addLoads = (a: Load, b: Load): Load => ({
  weightG: a.weightG + b.weightG,
  volumeMl: a.volumeMl + b.volumeMl,
  bags: a.bags + b.bags,
});

export const fits = (load: Load, capacity: Load): boolean => LOAD_DIMENSIONS.every((d) => load[d] <= capacity[d]);
