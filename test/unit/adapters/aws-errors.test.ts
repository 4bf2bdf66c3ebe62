import { expect, test } from 'vitest';
import { translated } from '../../../shared/adapters/aws-errors.ts';
import { Unavailable } from '../../../shared/app/errors.ts';

const named = (name: string, fields: object = {}): Error => Object.assign(new Error(name), { name, ...fields });

test.each([
  named('ProvisionedThroughputExceededException'),
  named('ThrottlingException'),
  named('RequestThrottled'),
  named('TimeoutError'),
  named('Error', { code: 'ECONNRESET' }),
  named('Unknown', { $metadata: { httpStatusCode: 503 } }),
  named('Unknown', { $metadata: { httpStatusCode: 429 } }),
])('$name passes by itself: it becomes Unavailable and keeps its cause', async (error) => {
  const call = translated('the table', Promise.reject(error));

  await expect(call).rejects.toBeInstanceOf(Unavailable);
  await expect(call).rejects.toMatchObject({ message: 'the table is unavailable', cause: error });
});

test.each([
  named('ResourceNotFoundException', { $metadata: { httpStatusCode: 400 } }),
  named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }),
  named('ValidationException', { $metadata: { httpStatusCode: 400 } }),
  named('TypeError'),
])('$name does not: it stays as it is', async (error) => {
  await expect(translated('the table', Promise.reject(error))).rejects.toBe(error);
});

test('hands the answer on', async () => {
  expect(await translated('the table', Promise.resolve(7))).toBe(7);
});
