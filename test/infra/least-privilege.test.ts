// What each role of the template may do, against what the code of its function can call: neither more nor less.
import { beforeAll, describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../../infra/bundle.ts';
import { SOLVES_PREFIX } from '../../shared/adapters/s3/solve-keys.ts';
import { type Call, callsOfCode } from './calls-of-code.ts';
import { ofType, placeOf, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';
import { list, permissionsOf, statementsOf } from './policy-statements.ts';

/** Where each function stands in the stack, and the queue that is worked off for it. */
const PLACES = {
  ingest: { worker: 'Ingest', source: 'EventsQueue' },
  positions: { worker: 'PositionWriter', source: 'PositionsQueue' },
  tick: { worker: 'Tick', source: 'BeatsQueue' },
  reoptimize: { worker: 'Reoptimize', source: 'ReplanQueue' },
  api: { worker: 'Api', source: null },
} as const;

/** What stands for a place in it: an object has a name of its own, which nobody knows before. */
const UNDER: Readonly<Record<string, string>> = { 's3:PutObject': `/${SOLVES_PREFIX}*` };

let resources: Resources;
let code: ReturnType<typeof callsOfCode>;

beforeAll(async () => {
  code = callsOfCode();
  resources = resourcesOf(await stageTemplate({ stage: 'prod', alarmEmail: 'ops@example.org' }));
});

/** What the platform does in the function's name, beside its code: logs, traces, the queue that feeds it. */
const byPlatform = ({ worker, source }: { readonly worker: string; readonly source: string | null }) => [
  `logs:CreateLogStream ${worker}Logs`,
  `logs:PutLogEvents ${worker}Logs`,
  'xray:PutTelemetryRecords *',
  'xray:PutTraceSegments *',
  ...(source === null
    ? []
    : [`sqs:DeleteMessage ${source}`, `sqs:GetQueueAttributes ${source}`, `sqs:ReceiveMessage ${source}`]),
];

/** A call as the permission that it needs: the variable that names its place, looked up in the function's environment. */
function permissionFor(worker: string, { action, to }: Call): string {
  const functions = Object.entries(ofType(resources, 'AWS::Lambda::Function'));
  const own = functions.find(([id]) => placeOf(id) === `${worker}Function`)?.[1];
  const variables = (own?.Properties.Environment as { Variables?: Readonly<Record<string, unknown>> })?.Variables;
  return `${action} ${placeOf(target(variables?.[to]))}${UNDER[action] ?? ''}`;
}

describe('roles', () => {
  it('may do what the code of their function can call, in the place that it is told, and nothing else', () => {
    const needed = FUNCTION_NAMES.map((name) => {
      const { worker } = PLACES[name];
      const own = code.calls[name].map((call) => permissionFor(worker, call));
      return [`${worker}Role`, [...byPlatform(PLACES[name]), ...own].sort()];
    });

    const { SchedulerRoleForTarget0154b4: scheduler, ...workers } = permissionsOf(resources);
    expect(workers).toEqual(Object.fromEntries(needed));
    expect(scheduler).toEqual(['lambda:InvokeFunction TickFunctionAliaslive']);
  });

  it('are compared with all of the code: no call to AWS is made where nobody looked', () => {
    expect(code.unreached).toEqual([]);
    expect(code.calls.positions.map(({ action }) => action).sort()).toEqual(['dynamodb:PutItem', 'sqs:SendMessage']);
  });

  it('have no other policies: no inline ones, and one managed one, which AWS keeps for CodeDeploy', () => {
    const roles = Object.entries(ofType(resources, 'AWS::IAM::Role'));
    const managed = roles.filter(([, { Properties }]) => 'ManagedPolicyArns' in Properties);

    expect(roles.filter(([, { Properties }]) => 'Policies' in Properties)).toEqual([]);
    expect(managed.every(([id]) => /^Canary.*ServiceRole/.test(id))).toBe(true);
    expect(JSON.stringify(managed.map(([, { Properties }]) => Properties.ManagedPolicyArns))).not.toMatch(
      /policy\/(?!service-role\/AWSCodeDeployRoleForLambdaLimited)/,
    );
    expect(ofType(resources, 'AWS::IAM::ManagedPolicy')).toEqual({});
  });
});

describe('policies', () => {
  const granting = () => statementsOf(resources).filter(({ Effect }) => Effect === 'Allow');

  it('are those of roles, queues, the topic and the bucket', () => {
    const types = new Set(statementsOf(resources).map(({ type }) => type));

    expect([...types].sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ]);
  });

  it('allow no action by a star', () => {
    const actions = granting().flatMap(({ Action }) => list(Action));

    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('allow nothing on all resources but to write traces, which have none, and to add what has a name of its own', () => {
    const starred = granting().filter(({ Resource }) => JSON.stringify(list(Resource ?? '')).includes('*'));

    expect(new Set(starred.flatMap(({ Action }) => list(Action)))).toEqual(
      new Set(['s3:PutObject', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']),
    );
  });

  it('allow nothing to everybody', () => {
    expect(granting().filter(({ Principal }) => JSON.stringify(Principal ?? '').includes('*'))).toEqual([]);
  });
});
