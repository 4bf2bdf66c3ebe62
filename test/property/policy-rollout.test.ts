import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rolloutVersion } from '../../shared/domain/policy-rollout.ts';

const id = fc.string({ minLength: 1, maxLength: 40 });
const percent = fc.integer({ min: 0, max: 100 });

test('a higher percentage adds zones to a rollout and takes none away', () => {
  fc.assert(
    fc.property(id, id, percent, percent, (policyId, zoneId, a, b) => {
      const at = (share: number) =>
        rolloutVersion({ policyId, from: 1, to: 2, percent: share, configuredAt: 0 }, zoneId);

      expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
    }),
    { seed: 1, numRuns: 2000 },
  );
});
