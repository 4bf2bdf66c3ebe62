import { describe, expect, it } from 'vitest';
import type { Batch, BatchStage, Route } from '../../../shared/domain/plan.ts';
import { dueBatch } from '../../../shared/domain/release.ts';
import { AT, aPolicy, aSnapshot, place } from '../../support/builders.ts';

const aBatch = (offerId: string, stage: BatchStage, departAt: number): Batch => ({
  offerId,
  stage,
  storeId: 'bakery',
  orderIds: ['o1'],
  departAt,
});

const due = (...batches: readonly Batch[]): string | undefined => {
  const start = { location: place(0), departAt: AT };
  const route: Route = { courierId: 'c1', start, batches, stops: [], travelSec: 0, distanceM: 0 };
  return dueBatch(route, aSnapshot({ policy: aPolicy({ release: { leadSec: 59 } }) }))?.offerId;
};

describe('dueBatch', () => {
  it('is a planned batch whose courier has to set out within the lead', () => {
    expect(due(aBatch('a', 'planned', AT + 59))).toBe('a');
    expect(due(aBatch('a', 'planned', AT + 60))).toBeUndefined();
  });

  it('is the first one after what the courier is bound to', () => {
    expect(
      due(aBatch('bound', 'picked_up', AT - 900), aBatch('bound too', 'accepted', AT), aBatch('a', 'planned', AT + 9)),
    ).toBe('a');
    expect(due(aBatch('a', 'planned', AT + 600), aBatch('b', 'planned', AT))).toBeUndefined();
  });

  it('waits for the answer to the offer before', () => {
    expect(due(aBatch('told', 'offered', AT), aBatch('a', 'planned', AT))).toBeUndefined();
  });

  it('is none of a courier who has only what it is bound to', () => {
    expect(due(aBatch('bound', 'accepted', AT))).toBeUndefined();
    expect(due()).toBeUndefined();
  });
});
