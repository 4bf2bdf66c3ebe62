// What Lambda makes of an answer to a batch.
import { describe, expect, it } from 'vitest';
import { readBatchResponse } from '../../../functions/local/stack/queues/batch-response.ts';

const BATCH = new Set(['m1', 'm2']);

describe('readBatchResponse', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['no list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('takes %s for a success of all', (_, response) => {
    expect(readBatchResponse(response, BATCH)).toEqual({ kind: 'understood', failed: new Set() });
  });

  it('names the messages that failed', () => {
    const response = { batchItemFailures: [{ itemIdentifier: 'm2' }, { itemIdentifier: 'm2' }] };

    expect(readBatchResponse(response, BATCH)).toEqual({ kind: 'understood', failed: new Set(['m2']) });
  });

  it.each([
    ['a text', 'done'],
    ['something else than a list', { batchItemFailures: {} }],
    ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a misspelt key', { batchItemFailures: [{ itemIdentifer: 'm1' }] }],
    ['a message of another batch', { batchItemFailures: [{ itemIdentifier: 'm3' }] }],
  ])('takes %s for a failure of all', (_, response) => {
    expect(readBatchResponse(response, BATCH)).toMatchObject({ kind: 'malformed' });
  });
});
