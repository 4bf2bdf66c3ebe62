// Who may do what, as a table. A change here is a change of what a leaked credential can do: look twice.
import { beforeAll, describe, expect, it } from 'vitest';
import { SOLVES_PREFIX } from '../../shared/adapters/s3/solve-keys.ts';
import { ofType, placeOf, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

let resources: Resources;

beforeAll(async () => {
  resources = resourcesOf(await stageTemplate({}));
});

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** "action resource" lines of every role of the stack. */
function permissions(): Record<string, string[]> {
  const lines: Record<string, string[]> = {};
  for (const { Properties } of Object.values(ofType(resources, 'AWS::IAM::Policy'))) {
    const { Statement } = Properties.PolicyDocument as { Statement: readonly Statement[] };
    const allowed = Statement.flatMap((statement) => linesOf(statement));
    for (const role of list(Properties.Roles).map(target))
      lines[placeOf(role)] = [...(lines[placeOf(role)] ?? []), ...allowed];
  }
  for (const role of Object.keys(lines)) lines[role]?.sort();
  return lines;
}

/** An ARN, or one with a path behind it. */
function placeOfResource(resource: unknown): string {
  if (resource === '*') return '*';
  const { 'Fn::Join': join } = resource as { 'Fn::Join'?: readonly [string, readonly [unknown, string]] };
  return join === undefined ? placeOf(target(resource)) : placeOf(target(join[1][0])) + join[1][1];
}

function linesOf({ Effect, Action, Resource }: Statement): string[] {
  if (Effect !== 'Allow') return [];
  const places = list(Resource).map(placeOfResource);
  return list(Action).flatMap((action) => places.map((place) => `${action} ${place}`));
}

const worker = (name: string) => [
  `logs:CreateLogStream ${name}Logs`,
  `logs:PutLogEvents ${name}Logs`,
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
];
const consumer = (queue: string) => [
  `sqs:DeleteMessage ${queue}`,
  `sqs:GetQueueAttributes ${queue}`,
  `sqs:ReceiveMessage ${queue}`,
];

describe('least privilege', () => {
  it('allows each role what it calls, and nothing else', () => {
    expect(permissions()).toEqual({
      IngestRole: [
        ...worker('Ingest'),
        ...consumer('EventsQueue'),
        'dynamodb:GetItem PlanTable',
        'dynamodb:PutItem PlanTable',
        'dynamodb:UpdateItem PlanTable',
        'sqs:SendMessage ChangesQueue',
        'sqs:SendMessage EventsDeadLetters',
        'sqs:SendMessage ReplanQueue',
      ].sort(),
      PositionWriterRole: [
        ...worker('PositionWriter'),
        ...consumer('PositionsQueue'),
        'dynamodb:PutItem PlanTable',
        'sqs:SendMessage PositionsDeadLetters',
      ].sort(),
      TickRole: [
        ...worker('Tick'),
        ...consumer('BeatsQueue'),
        'dynamodb:GetItem PlanTable',
        'dynamodb:Query PlanTable',
        'sqs:SendMessage BeatsDeadLetters',
        'sqs:SendMessage BeatsQueue',
        'sqs:SendMessage ReplanQueue',
      ].sort(),
      ReoptimizeRole: [
        ...worker('Reoptimize'),
        ...consumer('ReplanQueue'),
        'dynamodb:BatchWriteItem PlanTable',
        'dynamodb:DeleteItem PlanTable',
        'dynamodb:GetItem PlanTable',
        'dynamodb:PutItem PlanTable',
        'dynamodb:Query PlanTable',
        'dynamodb:UpdateItem PlanTable',
        'sqs:SendMessage ChangesQueue',
        's3:PutObject SolvesBucket/solves/*',
        'sqs:SendMessage ReplanDeadLetters',
      ].sort(),
      SchedulerRoleForTarget0154b4: ['lambda:InvokeFunction TickFunctionAliaslive'],
    });
  });

  it('uses no managed and no inline policies, so that the table above is complete', () => {
    for (const { Properties } of Object.values(ofType(resources, 'AWS::IAM::Role'))) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(Properties).not.toHaveProperty('Policies');
    }
    expect(ofType(resources, 'AWS::IAM::ManagedPolicy')).toEqual({});
  });

  it('stars no action, and no resource but the traces, which have none, and the names of kept solves', () => {
    const stars = Object.values(permissions())
      .flat()
      .filter((line) => line.includes('*') && !line.startsWith('xray:Put'));

    expect(stars).toEqual([`s3:PutObject SolvesBucket/${SOLVES_PREFIX}*`]);
  });
});
