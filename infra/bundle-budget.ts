// How large each function's bundle may be: what is loaded before the first invocation is waited for. Raise a number when
// what comes in is worth it; `npm run -s bench -- coldstart` says what a bundle is made of and how long it takes to load.

/** Bytes of handler.mjs, minified: some 5 % above what it has. */
export const BUNDLE_BUDGET = {
  ingest: 450_000,
  positions: 410_000,
  tick: 430_000,
  reoptimize: 540_000,
} as const;
