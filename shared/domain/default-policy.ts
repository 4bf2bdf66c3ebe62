// The policy that a new deployment starts with; stored as record `default`, version 1, unless another is configured.
import type { Policy } from './policy.ts';

export const DEFAULT_POLICY: Policy = {
  policyId: 'default',
  version: 1,
  weights: {
    clickToDoorPerSec: 1000,
    latePerSec: 100,
    severeLatePerSec: 100,
    unserved: 20_000_000,
    payPerCent: 5,
    travelPerMeter: 0,
    activation: 0,
    changeOffered: 120_000,
  },
  severeLateSec: 1200,
  payHorizonSec: 1800,
  batching: { maxOrders: 5, maxReadyGapSec: 3600 },
  release: { leadSec: 59, offerTimeoutSec: 120, freezeSec: 0 },
  search: {
    maxUnits: 100_000,
    unitsPerOrder: 1000,
    startTemperature: 120_000,
    endTemperature: 2_000,
    ruinSize: 5,
    blinkBp: 100,
    maxBlocksPerCourier: 4,
  },
};
