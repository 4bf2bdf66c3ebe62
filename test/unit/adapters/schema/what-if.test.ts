import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../../../shared/adapters/schema/parse.ts';
import { AT } from '../../../support/builders.ts';
import { placed } from '../../../support/events.ts';

const { order } = placed();

describe('a question', () => {
  it.each([
    { ask: 'fit', orderId: 'o1' },
    { ask: 'fit', order },
    { ask: 'promise', orderId: 'o1', promises: [{ promiseBy: AT }, { promiseBy: AT, promiseFrom: AT - 60 }] },
    { ask: 'courier_leaves', courierId: 'c1' },
    { ask: 'store_late', storeId: 'bakery', minutes: 10 },
    { ask: 'weights', weights: { latePerSec: 5 } },
  ])('is taken: %j', (question) => {
    expect(parseQuestion(question)).toEqual({ ok: true, value: question });
  });

  it.each([
    [{ ask: 'fit' }],
    [{ ask: 'fit', orderId: 'o1', order }],
    [{ ask: 'promise', orderId: 'o1', promises: [] }],
    [{ ask: 'promise', orderId: 'o1', promises: [{ promiseBy: AT, promiseFrom: AT + 1 }] }],
    [{ ask: 'store_late', storeId: 'bakery', minutes: 0 }],
    [{ ask: 'weights', weights: { latePerSec: -1 } }],
    [{ ask: 'weights', weights: { speed: 1 } }],
    [{ ask: 'why' }],
    [null],
    ['fit'],
  ])('is refused with code, cause and action: %j', (question) => {
    const parsed = parseQuestion(question);

    expect(parsed.ok).toBe(false);
    for (const { code, cause, action } of parsed.ok ? [] : parsed.error)
      for (const text of [code, cause, action]) expect(text).not.toBe('');
  });
});
