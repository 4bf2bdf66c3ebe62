// What a local move is: one of a family of small changes, tried around one order. It ends with the change made if that
// shortens the plan, and with the plan as it was if not.

/** Below this a plan is not shorter, it is rounded. */
export const LEAST_GAIN = 1e-9;

export interface Move {
  /** True: the plan is shorter now. No order may be absent. */
  improve(order: number): boolean;
}
