// What an operator does by hand, against real clients on emulators.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeadLetterQueue } from '../../functions/local/operate/dead-letter-queue.ts';
import { setFrozen } from '../../functions/local/operate/freeze-command.ts';
import { type RedriveOptions, redrive } from '../../functions/local/operate/redrive.ts';
import { rollOut } from '../../functions/local/operate/rollout-command.ts';
import { rolloutVersion } from '../../shared/domain/policy-rollout.ts';
import { aPolicy, aZone } from '../support/builders.ts';
import { type LocalDynamo, startDynalite } from '../support/dynalite.ts';
import { type LocalSqs, startFauxqs } from '../support/fauxqs.ts';
import { anOperatedStack, type StackUnderTest } from '../support/operated-stack.ts';

let dynamo: LocalDynamo;
let sqs: LocalSqs;
let under: StackUnderTest;

beforeAll(async () => {
  [dynamo, sqs] = await Promise.all([startDynalite(), startFauxqs()]);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://${dynamo.address.host}:${dynamo.address.port}`;
  process.env.AWS_ENDPOINT_URL_SQS = await sqs.client.config
    .endpoint?.()
    .then(({ hostname, port }) => `http://${hostname}:${port}`);
});
afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL_DYNAMODB;
  delete process.env.AWS_ENDPOINT_URL_SQS;
  await Promise.all([dynamo.stop(), sqs.stop()]);
});
beforeEach(async () => {
  under = await anOperatedStack(dynamo, sqs);
});

const FAULT = { code: 'FIELD_MISSING', cause: 'order.orderId is missing', action: 'Send order.orderId as a text.' };

/** A message that failed too often; with a fault, one that a function parked. */
const parked = (body: string, group: string, isFaulty = false) =>
  isFaulty
    ? under.deadLetters.park({ body, group, messageId: `m-${body}`, faults: [FAULT] })
    : sqs.client.send(
        new SendMessageCommand({
          QueueUrl: under.outputs.EventsDeadLettersUrl ?? '',
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: body,
          MessageAttributes: { traceId: { DataType: 'String', StringValue: 'abc' } },
        }),
      );

const nameOf = (output: string): string => under.outputs[output]?.split('/').at(-1) ?? '';
const lie = (output: string) => sqs.messages(nameOf(output));

/** The dead letters of a queue, which nobody waits for. */
const deadLetters = (queue: 'Events' | 'Beats', source = under.outputs[`${queue}QueueUrl`] ?? '') =>
  new DeadLetterQueue(sqs.client, { parked: under.outputs[`${queue}DeadLettersUrl`] ?? '', source }, 0);

const driven = (options: Partial<RedriveOptions> = {}, queue = deadLetters('Events')) =>
  redrive(queue, { limit: 100, isDryRun: false, includesFaulty: false, ...options });

describe('redrive', () => {
  it('moves messages back in their groups and their order, with what they carried', async () => {
    for (const [body, group] of [
      ['a1', 'a'],
      ['b1', 'b'],
      ['a2', 'a'],
      ['a3', 'a'],
    ] as const)
      await parked(body, group);

    expect(await driven()).toEqual({ moved: 4, left: {}, notReached: 0 });

    const moved = lie('EventsQueueUrl');
    const ofGroup = (group: string) => moved.filter((one) => one.messageGroupId === group).map(({ body }) => body);
    expect([ofGroup('a'), ofGroup('b')]).toEqual([['a1', 'a2', 'a3'], ['b1']]);
    expect(moved.every(({ messageAttributes }) => messageAttributes.traceId?.StringValue === 'abc')).toBe(true);
    expect(moved.every(({ messageDeduplicationId }) => messageDeduplicationId?.startsWith('redrive:'))).toBe(true);
    expect(await under.count('EventsDeadLettersUrl')).toBe(0);
  });

  it('leaves what carries a fault, and lets it be seen again', async () => {
    await parked('bad', 'a', true);
    await parked('good', 'b');

    expect(await driven()).toEqual({ moved: 1, left: { FIELD_MISSING: 1 }, notReached: 0 });

    expect(lie('EventsQueueUrl').map(({ body }) => body)).toEqual(['good']);
    expect(await under.count('EventsDeadLettersUrl')).toBe(1);
  });

  it('moves what carries a fault when it is told to, without the fault', async () => {
    await parked('bad', 'a', true);

    expect(await driven({ includesFaulty: true })).toEqual({ moved: 1, left: {}, notReached: 0 });

    expect(lie('EventsQueueUrl').map(({ messageAttributes }) => messageAttributes)).toEqual([{}]);
  });

  it('never moves a message whose end was cut off', async () => {
    await under.deadLetters.park({ body: 'x'.repeat(1_048_576), group: 'a', messageId: 'long', faults: [FAULT] });

    expect(await driven({ includesFaulty: true })).toEqual({ moved: 0, left: { 'cut off': 1 }, notReached: 0 });
  });

  it('stops at the limit, and says how many are left', async () => {
    for (const group of ['a', 'b', 'c']) await parked(group, group);

    expect(await driven({ limit: 2 })).toEqual({ moved: 2, left: {}, notReached: 1 });
    expect(await driven({ limit: 2 })).toEqual({ moved: 1, left: {}, notReached: 0 });
  });

  it('moves nothing in a dry run', async () => {
    await parked('good', 'a');
    await parked('bad', 'b', true);

    expect(await driven({ isDryRun: true })).toEqual({ moved: 1, left: { FIELD_MISSING: 1 }, notReached: 0 });

    expect(lie('EventsQueueUrl')).toEqual([]);
    expect(await under.count('EventsDeadLettersUrl')).toBe(2);
  });

  it('keeps a message that its queue does not take', async () => {
    await parked('good', 'a');

    await expect(driven({}, deadLetters('Events', `${under.outputs.EventsQueueUrl}-gone`))).rejects.toThrow();

    expect(await under.count('EventsDeadLettersUrl')).toBe(1);
  });

  it('works on a standard queue', async () => {
    await sqs.client.send(
      new SendMessageCommand({ QueueUrl: under.outputs.BeatsDeadLettersUrl ?? '', MessageBody: '{}' }),
    );

    expect(await driven({}, deadLetters('Beats'))).toEqual({ moved: 1, left: {}, notReached: 0 });
    expect(await under.count('BeatsQueueUrl')).toBe(1);
  });
});

describe('freeze', () => {
  it('sets the head of the zone, past its other settings and its other events', async () => {
    await under.ports.settings.putZone(aZone({ cadenceSec: 15 }));

    const [frozen] = await Promise.all([setFrozen(under.stack, 'north', true, 5000), under.ingest()]);

    expect(frozen).toMatchObject({ ok: true, value: { isDone: true } });
    expect(await under.ports.heads.get('north')).toMatchObject({ frozen: true });
    expect(await under.ports.settings.getZone('north')).toMatchObject({ cadenceSec: 15, killSwitch: false });

    const [free] = await Promise.all([setFrozen(under.stack, 'north', false, 5000), under.ingest()]);

    expect(free).toMatchObject({ ok: true, value: { isDone: true } });
    expect(await under.ports.heads.get('north')).toMatchObject({ frozen: false });
  });

  it('waits in a group of its own, not behind the zone', async () => {
    await under.ports.settings.putZone(aZone());

    expect(await setFrozen(under.stack, 'north', true, 0)).toMatchObject({ ok: true, value: { isDone: false } });

    expect(lie('EventsQueueUrl').map(({ messageGroupId }) => messageGroupId)).toEqual(['operate:north']);
  });

  it('does not bring a zone to life that is only misspelt', async () => {
    await under.ports.settings.putZone(aZone());

    const answer = await setFrozen(under.stack, 'nroth', true, 0);

    expect(answer).toMatchObject({ ok: false, error: [{ code: 'ZONE_UNKNOWN', action: 'Name one of 1: north.' }] });
    expect(lie('EventsQueueUrl')).toEqual([]);
  });
});

describe('rollout', () => {
  const followers = ['north', 'south', 'east', 'west'];

  beforeEach(async () => {
    for (const version of [1, 2]) await under.ports.settings.putPolicy({ ...aPolicy(), policyId: 'dinner', version });
    for (const zoneId of followers)
      await under.ports.settings.putZone(aZone({ zoneId, policy: { policyId: 'dinner', version: 1, rollout: true } }));
    await under.ports.settings.putZone(aZone({ zoneId: 'pinned', policy: { policyId: 'dinner', version: 1 } }));
    await under.ports.settings.putZone(aZone({ zoneId: 'a-lunch-zone', policy: { policyId: 'lunch', version: 1 } }));
  });

  const text = (answer: Awaited<ReturnType<typeof rollOut>>): string => (answer.ok ? answer.value.text : '');

  it('brings a version to some zones and takes it back, and says which have it', async () => {
    const flags = { from: 1, to: 2, percent: 50 };
    const [there] = await Promise.all([rollOut(under.stack, 'dinner', flags, 5000), under.ingest()]);

    const rollout = await under.ports.settings.getRollout('dinner');
    if (rollout === null) throw new Error('no rollout');
    expect(rollout).toMatchObject(flags);
    const having = followers.filter((zoneId) => rolloutVersion(rollout, zoneId) === 2).toSorted();
    expect(text(there)).toContain('dinner: version 2 for 50 percent of 4 zones, the others by 1');
    expect(text(there)).toContain(`version 2: ${having.length}${having.length > 0 ? ` (${having.join(', ')})` : ''}`);
    expect(text(there)).toContain('1 more name a version of it');

    const [back] = await Promise.all([rollOut(under.stack, 'dinner', { ...flags, percent: 0 }, 5000), under.ingest()]);

    expect(text(back)).toContain('version 2: 0\n');
    expect(text(await rollOut(under.stack, 'dinner', {}))).toBe(text(back));
  });

  it('is sent in the name of a zone that follows the policy', async () => {
    await Promise.all([rollOut(under.stack, 'dinner', { from: 1, to: 2, percent: 1 }, 5000), under.ingest()]);

    expect(followers).toContain((under.bodies[0] as { readonly zoneId: string }).zoneId);
  });

  it('sends nothing that names a version which is not there, or that is half said', async () => {
    const codes = [];
    for (const flags of [
      { from: 1, to: 3, percent: 5 },
      { from: 1, to: 2 },
      { from: 2, to: 2, percent: 5 },
    ]) {
      const answer = await rollOut(under.stack, 'dinner', flags, 0);
      codes.push(answer.ok ? null : answer.error[0]?.code);
    }

    expect(codes).toEqual(['POLICY_UNKNOWN', 'FLAG_INVALID', 'FIELD_VALUE']);
    expect(lie('EventsQueueUrl')).toEqual([]);
  });
});

describe('npm run -s operate', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rebatch-operate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const operate = (...words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const file = join(folder, 'outputs.json');
    writeFileSync(file, JSON.stringify({ 'rebatch-dev': under.outputs }));
    return new Promise((resolve) => {
      const argv = ['functions/local/operate.ts', ...words, '--outputs', file];
      execFile(process.execPath, argv, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      });
    });
  };

  it('lists dead letters with code, cause and action, and what they hold only when that is asked for', async () => {
    const fault = { ...FAULT, cause: 'order.reason is "Mrs. Smith", 10 characters' };
    await under.deadLetters.park({ body: '{"name":"Mrs. Smith"}', group: 'north', messageId: 'm1', faults: [fault] });

    const without = await operate('dead-letters', '--queue', 'events');
    const withBodies = await operate('dead-letters', '--queue', 'events', '--bodies');

    expect([without.code, without.stderr]).toEqual([0, '']);
    expect(without.stdout).toMatch(
      /^events: 1 dead letter\n0 min +north +FIELD_MISSING: order\.reason is "\.\.\.", 10 characters\. Send order\.orderId as a text\n$/,
    );
    expect(withBodies.stdout).toContain('{"name":"Mrs. Smith"}');
    expect(withBodies.stdout).toContain('order.reason is "Mrs. Smith"');
    expect(await under.count('EventsDeadLettersUrl')).toBe(1);
  });

  it('says what it moved, and ends with 2 where it is not asked right', async () => {
    await parked('good', 'a');

    const moved = await operate('redrive', '--queue', 'events');
    const wrong = await operate('redrive', '--queue', 'orders');
    const nowhere = await operate('freeze', 'north', '--stack', 'rebatch-prod');

    expect([moved.code, moved.stdout]).toEqual([0, 'events: 1 message moved back to the queue\n']);
    expect([wrong.code, nowhere.code]).toEqual([2, 2]);
    expect(nowhere.stderr).toContain('STACK_UNKNOWN');
  });
});
