// How large each function's bundle may be: what is loaded before the first invocation is waited for. Raise a number when
// what comes in is worth it; `npm run -s bench -- coldstart` says what a bundle is made of and how long it takes to load.

/** Bytes of handler.mjs, minified: some 5 % above what it has. */
export const BUNDLE_BUDGET = {
  ingest: 450_000,
  positions: 410_000,
  tick: 430_000,
  /** 190 KB of it is the client of the archive, which is loaded with the first solve that is kept and not at the start. */
  reoptimize: 760_000,
  /** With the search's evaluator, which explains, and the schemas of all answers. */
  api: 610_000,
} as const;
