// The two rule sets by which a Grubhub-format day is judged; docs/benchmarks.md says them in full.

/**
 * `basic`: an assignment is final when the courier sets out, and nobody moves without one. `published`, as in the paper: an
 * idle courier may be sent to a restaurant, and a bundle is final only when its pickup service begins.
 */
export const RULE_SETS = ['basic', 'published'] as const;
export type RuleSet = (typeof RULE_SETS)[number];
