// The policy record, with the range of every weight and knob.
import * as z from 'zod';
import type { PolicyRolloutSet } from '../../domain/event.ts';
import type { Policy, Weights } from '../../domain/policy.ts';
import { id, optional, seconds, version, whole } from './fields.ts';
import { recordOf } from './shape.ts';

/** A day of a thousand orders of the highest priority at the highest price is 10^16, about what a double holds exactly. */
const pointsPerUnit = whole(0, 1_000_000);
/** Paid once, not a second. */
const points = whole(0, 1_000_000_000);

export const weights = recordOf<Weights>()({
  clickToDoorPerSec: pointsPerUnit,
  latePerSec: pointsPerUnit,
  severeLatePerSec: pointsPerUnit,
  unserved: points,
  payPerCent: pointsPerUnit,
  travelPerMeter: pointsPerUnit,
  activation: points,
  changeOffered: points,
});

const temperature = whole(1, 1_000_000_000);

const search = recordOf<Policy['search']>()({
  maxUnits: whole(0, 2 ** 40),
  unitsPerOrder: optional(whole(0, 2 ** 40)),
  startTemperature: temperature,
  endTemperature: temperature,
  ruinSize: whole(1, 100),
  blinkBp: whole(0, 5000),
  maxBlocksPerCourier: whole(1, 20),
}).refine(({ startTemperature, endTemperature }) => endTemperature <= startTemperature, {
  path: ['endTemperature'],
  error: 'is above startTemperature',
});

export const policy = recordOf<Policy>()({
  policyId: id,
  version,
  weights,
  severeLateSec: seconds,
  payHorizonSec: optional(seconds),
  batching: recordOf<Policy['batching']>()({ maxOrders: whole(1, 20), maxReadyGapSec: seconds }),
  release: recordOf<Policy['release']>()({
    leadSec: seconds,
    offerTimeoutSec: whole(1, 86_400),
    freezeSec: optional(seconds),
    commitAt: optional(z.enum(['departure', 'store'])),
    prepSlackPct: optional(whole(0, 100)),
  }),
  positioning: optional(
    recordOf<NonNullable<Policy['positioning']>>()({
      horizonSec: seconds,
      leastWaySec: seconds,
      mostWaySec: seconds,
    }),
  ),
  search,
});

export const policyRollout = recordOf<PolicyRolloutSet['rollout']>()({
  policyId: id,
  from: version,
  to: version,
  percent: whole(0, 100),
}).refine(({ from, to }) => from !== to, { path: ['to'], error: 'is the same as from' });
