import { expect, test } from 'vitest';
import { loggableError } from '../../../../shared/adapters/telemetry/loggable-error.ts';

test('keeps what happened and where, through all causes', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const error = new Error('the table is unavailable', { cause: refused });

  const { stack, ...described } = loggableError(error);

  expect(described).toMatchObject({
    name: 'Error',
    message: 'the table is unavailable',
    code: null,
    cause: { message: 'connect', code: 'ECONNREFUSED', cause: null },
  });
  expect(stack[0]).toContain('loggable-error.test.ts');
});

test('leaves out what a client puts beside the message: items, requests, answers', () => {
  const error = Object.assign(new Error('The conditional request failed'), {
    Item: { street: { S: 'Main Street 1' } },
    $response: { body: 'Main Street 1' },
  });

  expect(JSON.stringify(loggableError(error))).not.toContain('Main Street');
});

test('does not repeat a text that a parser quotes, nor the places in an address, nor a novel', () => {
  const quoted = (() => {
    try {
      return JSON.parse('Main Street 1');
    } catch (error) {
      return error;
    }
  })() as Error;
  const asked = new TypeError('Failed to parse URL from https://maps.example.org:8080/table/13.4,52.5;13.5,52.6?key=k');

  expect(JSON.stringify(loggableError(quoted))).not.toContain('Main');
  expect(loggableError(asked).message).toBe('Failed to parse URL from https://maps.example.org:8080/...');
  expect(loggableError(new Error('x'.repeat(5000))).message).toHaveLength(300);
});

test('ends where causes go round in a circle', () => {
  const error = new Error('egg');
  error.cause = new Error('hen', { cause: error });

  expect(JSON.stringify(loggableError(error)).match(/egg/g)?.length).toBeLessThan(4);
});
