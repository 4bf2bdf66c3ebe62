// The five functions of the stack: what each is for, its size, what it is told, and exactly what it may call.
import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV, METRICS_NAMESPACE } from '../../functions/env.ts';
import { bundleDir, type FunctionName } from '../bundle.ts';
import type { Settings } from '../config.ts';
import type { MessageQueue } from '../constructs/message-queue.ts';
import type { OperatorAlarms } from '../constructs/operator-alarms.ts';
import type { PlanTable } from '../constructs/plan-table.ts';
import type { SolveArchive } from '../constructs/solve-archive.ts';
import { Worker, type WorkerProps } from '../constructs/worker.ts';
import type { DispatchQueues } from './dispatch-queues.ts';
import { API_SEC, INGEST_SEC, POSITIONS_SEC, TICK_SEC } from './timing.ts';

export type DispatchWorkers = Readonly<Record<FunctionName, Worker>>;

/** Where the functions read and write. */
export interface Stores {
  readonly plan: PlanTable;
  readonly queues: DispatchQueues;
  /** Null: solves are not kept. */
  readonly archive: SolveArchive | null;
}

type OwnProps = Pick<WorkerProps, 'description' | 'memoryMb' | 'timeout' | 'mayRecur' | 'environment'>;

export function makeWorkers(
  scope: Construct,
  settings: Settings,
  alarms: OperatorAlarms | null,
  { plan, queues, archive }: Stores,
): DispatchWorkers {
  const { events, positions, replan, beats, changes } = queues;
  const make = (id: string, name: FunctionName, own: OwnProps): Worker =>
    new Worker(scope, id, {
      bundleDir: bundleDir(name),
      logRetentionDays: settings.logRetentionDays,
      removal: settings.removal,
      alarms,
      plans: name === 'reoptimize',
      answers: name === 'api',
      ...own,
      environment: { ...commonEnvironment(scope, settings, plan), ...own.environment },
    });
  return {
    ingest: make('Ingest', 'ingest', {
      description: 'Records events, idempotently and in any order, and asks for a re-plan of their zones.',
      memoryMb: 512,
      timeout: Duration.seconds(INGEST_SEC),
      mayRecur: true,
      environment: {
        [ENV.replanQueue]: url(replan),
        [ENV.changesQueue]: url(changes),
        [ENV.deadLetterQueue]: events.parkingQueue.queueUrl,
      },
    }),
    positions: make('PositionWriter', 'positions', {
      description: 'Keeps the last position of each courier.',
      memoryMb: 256,
      timeout: Duration.seconds(POSITIONS_SEC),
      mayRecur: false,
      environment: { [ENV.deadLetterQueue]: positions.parkingQueue.queueUrl },
    }),
    tick: make('Tick', 'tick', {
      description: 'Asks for a re-plan of every zone that is due, and repairs lost wake-ups.',
      memoryMb: 256,
      timeout: Duration.seconds(TICK_SEC),
      mayRecur: true,
      environment: {
        [ENV.replanQueue]: url(replan),
        [ENV.beatsQueue]: url(beats),
        [ENV.deadLetterQueue]: beats.parkingQueue.queueUrl,
      },
    }),
    reoptimize: make('Reoptimize', 'reoptimize', {
      description: 'Plans a zone within its time box, commits the revision and publishes its changes.',
      memoryMb: settings.reoptimizeMemoryMb,
      timeout: Duration.seconds(settings.reoptimizeTimeoutSec),
      mayRecur: true,
      environment: {
        [ENV.changesQueue]: url(changes),
        [ENV.deadLetterQueue]: replan.parkingQueue.queueUrl,
        ...(archive && {
          [ENV.solvesBucket]: archive.bucket.bucketName,
          [ENV.archivePercent]: String(settings.archivePercent),
        }),
      },
    }),
    api: make('Api', 'api', {
      description:
        'Answers the HTTP API: records what callers report, shows plans, explains them and answers what-ifs.',
      // A whole processor, as questions are answered by the search's own evaluator.
      memoryMb: 1769,
      timeout: Duration.seconds(API_SEC),
      mayRecur: false,
      environment: { [ENV.replanQueue]: url(replan), [ENV.changesQueue]: url(changes) },
    }),
  };
}

/** What each function may call, and nothing else. test/infra/least-privilege.test.ts compares it with the code. */
export function grantCalls({ plan, queues, archive }: Stores, workers: DispatchWorkers): void {
  const { ingest, positions, tick, reoptimize, api } = workers;
  plan.grant(ingest.role, ['GetItem', 'PutItem', 'UpdateItem']);
  plan.grant(positions.role, ['PutItem']);
  plan.grant(tick.role, ['GetItem', 'Query']);
  plan.grant(reoptimize.role, ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchWriteItem']);
  plan.grant(api.role, ['GetItem', 'PutItem', 'UpdateItem', 'Query']);

  archive?.grantKeep(reoptimize.role);

  queues.replan.grantSend(ingest.role);
  queues.replan.grantSend(tick.role);
  queues.replan.grantSend(api.role);
  queues.beats.grantSend(tick.role);
  queues.changes.grantSend(ingest.role);
  queues.changes.grantSend(reoptimize.role);
  queues.changes.grantSend(api.role);

  queues.events.grantPark(ingest.role);
  queues.positions.grantPark(positions.role);
  queues.beats.grantPark(tick.role);
  queues.replan.grantPark(reoptimize.role);
}

function commonEnvironment(scope: Construct, settings: Settings, plan: PlanTable): Record<string, string> {
  return {
    [ENV.table]: plan.table.tableName,
    ...(settings.zoneGroups.length > 0 && { [ENV.zoneGroups]: settings.zoneGroups.join(',') }),
    // The dimension that tells stages apart in metrics and logs.
    POWERTOOLS_SERVICE_NAME: Stack.of(scope).stackName,
    POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
    NODE_OPTIONS: '--enable-source-maps',
  };
}

const url = ({ queue }: MessageQueue): string => queue.queueUrl;
