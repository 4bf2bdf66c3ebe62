// The two rule sets by which a Grubhub-format day is judged; docs/benchmarks.md says them in full.

/**
 * `basic`: an assignment is final when the courier sets out, and nobody moves without one. `published`, as in the paper: an
 * idle courier may be sent to a restaurant, and a bundle is final only when its pickup service begins.
 */
export const RULE_SETS = ['basic', 'published'] as const;
export type RuleSet = (typeof RULE_SETS)[number];

/** By what a day is judged. */
export interface Terms {
  readonly rules: RuleSet;
  /**
   * Travel or ready times were not known beforehand: what was assigned by a courier's off-time may be picked up after it,
   * because nobody could know. All other rules stand: no drive is faster than the instance says.
   */
  readonly isUncertain: boolean;
}
