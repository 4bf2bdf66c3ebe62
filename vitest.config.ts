// The tests, one project a folder of test/, so that each kind can be run on its own: vitest run --project property.
import { defineConfig } from 'vitest/config';

/** Projects whose tests start servers, bundle or synthesize: they may take longer, and run one file after another. */
const HEAVY = new Set(['contract', 'infra', 'e2e']);

const project = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    fileParallelism: !HEAVY.has(name),
    testTimeout: HEAVY.has(name) ? 180_000 : 30_000,
    hookTimeout: HEAVY.has(name) ? 180_000 : 30_000,
    ...(name === 'e2e' && { globalSetup: 'test/support/synthesized-stack.ts' }),
  },
});

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'threads',
    maxWorkers: 2,
    passWithNoTests: false,
    projects: ['unit', 'property', 'contract', 'golden', 'infra', 'e2e'].map(project),
  },
});
