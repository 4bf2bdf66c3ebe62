import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, placeOf, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';

const FIFO = { FifoQueue: true, DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };
const DAY_SEC = 86_400;

let template: Template;
let resources: Resources;

beforeAll(async () => {
  template = await stageTemplate({});
  resources = resourcesOf(template);
});

const queue = (name: string) => {
  const found = Object.values(ofType(resources, 'AWS::SQS::Queue')).find(
    ({ Properties }) => Properties.QueueName === name,
  );
  if (!found) throw new Error(`no queue ${name}`);
  return found.Properties;
};

describe('queues', () => {
  it('has nine: five, and dead letters of all that our functions read', () => {
    const names = Object.values(ofType(resources, 'AWS::SQS::Queue')).map(({ Properties }) => Properties.QueueName);

    expect(names.sort()).toEqual([
      'rebatch-dev-beats',
      'rebatch-dev-beats-dead-letters',
      'rebatch-dev-changes.fifo',
      'rebatch-dev-events-dead-letters.fifo',
      'rebatch-dev-events.fifo',
      'rebatch-dev-positions',
      'rebatch-dev-positions-dead-letters',
      'rebatch-dev-replan-dead-letters.fifo',
      'rebatch-dev-replan.fifo',
    ]);
  });

  // Six time-outs of 30 s; 6 x 15 s and the batching window of 2 s; three of the re-optimizer's 30 s.
  it.each([
    ['rebatch-dev-events.fifo', { ...FIFO, ContentBasedDeduplication: true, VisibilityTimeout: 90 }],
    ['rebatch-dev-replan.fifo', { ...FIFO, ContentBasedDeduplication: false, VisibilityTimeout: 90 }],
    ['rebatch-dev-changes.fifo', { ...FIFO, ContentBasedDeduplication: false, MessageRetentionPeriod: 4 * DAY_SEC }],
    ['rebatch-dev-positions', { VisibilityTimeout: 92, MessageRetentionPeriod: 3600 }],
    ['rebatch-dev-beats', { VisibilityTimeout: 180, MessageRetentionPeriod: 900 }],
  ])('%s has its kind and times', (name, expected) => {
    expect(queue(name)).toMatchObject(expected);
  });

  it.each(['beats', 'events', 'positions', 'replan'])(
    '%s moves what failed five times to dead letters of its kind, which keep it longer',
    (name) => {
      const suffix = name === 'events' || name === 'replan' ? '.fifo' : '';
      const source = queue(`rebatch-dev-${name}${suffix}`);
      const redrive = source.RedrivePolicy as { deadLetterTargetArn: unknown; maxReceiveCount: number };
      const deadLetters = resources[target(redrive.deadLetterTargetArn)]?.Properties;

      expect(redrive.maxReceiveCount).toBe(5);
      expect(deadLetters?.QueueName).toBe(`rebatch-dev-${name}-dead-letters${suffix}`);
      expect(deadLetters?.FifoQueue).toBe(source.FifoQueue);
      expect(deadLetters?.MessageRetentionPeriod).toBe(14 * DAY_SEC);
      expect(source.MessageRetentionPeriod).toBeLessThan(14 * DAY_SEC);
    },
  );

  it('leaves the changes queue to its consumer, without dead letters', () => {
    expect(queue('rebatch-dev-changes.fifo')).not.toHaveProperty('RedrivePolicy');
  });

  it('hands batches to the function that each queue is for, and takes single messages back', () => {
    const mappings = Object.values(ofType(resources, 'AWS::Lambda::EventSourceMapping')).map(({ Properties }) => ({
      queue: placeOf(target(Properties.EventSourceArn)),
      alias: placeOf(target(Properties.FunctionName)),
      batch: Properties.BatchSize,
      window: Properties.MaximumBatchingWindowInSeconds,
      response: Properties.FunctionResponseTypes,
      scaling: Properties.ScalingConfig,
    }));

    const common = { response: ['ReportBatchItemFailures'], scaling: { MaximumConcurrency: 5 } };
    expect(mappings).toEqual(
      expect.arrayContaining([
        { queue: 'EventsQueue', alias: 'IngestFunctionAliaslive', batch: 10, window: undefined, ...common },
        { queue: 'PositionsQueue', alias: 'PositionWriterFunctionAliaslive', batch: 10, window: 2, ...common },
        { queue: 'ReplanQueue', alias: 'ReoptimizeFunctionAliaslive', batch: 1, window: undefined, ...common },
        { queue: 'BeatsQueue', alias: 'TickFunctionAliaslive', batch: 1, window: undefined, ...common },
      ]),
    );
    expect(mappings).toHaveLength(4);
  });

  it('tells producers and consumers where to go', () => {
    const outputs = Object.entries(template.toJSON().Outputs as Record<string, { Value: unknown }>).map(
      ([name, { Value }]) => [name, placeOf(target(Value))],
    );

    expect(Object.fromEntries(outputs)).toEqual({
      TableName: 'PlanTable',
      EventsQueueUrl: 'EventsQueue',
      PositionsQueueUrl: 'PositionsQueue',
      ReplanQueueUrl: 'ReplanQueue',
      BeatsQueueUrl: 'BeatsQueue',
      ChangesQueueUrl: 'ChangesQueue',
      EventsDeadLettersUrl: 'EventsDeadLetters',
      PositionsDeadLettersUrl: 'PositionsDeadLetters',
      ReplanDeadLettersUrl: 'ReplanDeadLetters',
      BeatsDeadLettersUrl: 'BeatsDeadLetters',
      SolvesBucketName: 'SolvesBucket',
      ApiUrl: 'HttpApiGateway',
    });
  });
});
