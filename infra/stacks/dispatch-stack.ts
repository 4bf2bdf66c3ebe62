// The whole of rebatch: one table, five queues, a bucket, five functions, one schedule, one HTTP API. This file only composes; what a part
// brings with it is said in its construct.
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Settings } from '../config.ts';
import { Canary } from '../constructs/canary.ts';
import { ConsoleSite } from '../constructs/console-site.ts';
import { CustomerAlarms } from '../constructs/customer-alarms.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { IncidentAlarms } from '../constructs/incident-alarms.ts';
import { MinuteSchedule } from '../constructs/minute-schedule.ts';
import { OperatorAlarms } from '../constructs/operator-alarms.ts';
import { OperatorDashboard } from '../constructs/operator-dashboard.ts';
import { PlanTable } from '../constructs/plan-table.ts';
import { SolveArchive } from '../constructs/solve-archive.ts';
import { type DispatchQueues, makeQueues } from './dispatch-queues.ts';
import { type DispatchWorkers, grantCalls, makeWorkers, type Stores } from './dispatch-workers.ts';
import { POSITIONS_WINDOW_SEC } from './timing.ts';

export interface DispatchStackProps extends StackProps {
  readonly settings: Settings;
}

export class DispatchStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: DispatchStackProps) {
    super(scope, id, props);
    const alarms = settings.alarms ? new OperatorAlarms(this, 'Alarms', settings.alarmEmail) : null;
    const plan = new PlanTable(this, 'Plan', settings);
    const queues = makeQueues(this, settings, alarms);
    const archive =
      settings.archivePercent === null ? null : new SolveArchive(this, 'Solves', { days: settings.archiveDays });
    const workers = makeWorkers(this, settings, alarms, { plan, queues, archive });

    grantCalls({ plan, queues, archive }, workers);
    consumeAll(queues, workers, settings.maximumConcurrency);
    const api = new HttpApi(this, 'HttpApi', {
      worker: workers.api,
      jwt: settings.apiJwt,
      ratePerSec: settings.apiRatePerSec,
      burst: settings.apiBurst,
      logRetentionDays: settings.logRetentionDays,
      removal: settings.removal,
    });
    new MinuteSchedule(this, 'Minute', { target: workers.tick, alarms });
    if (alarms) {
      new IncidentAlarms(this, 'Incidents', alarms);
      const { onTimePct, costPerThousandUsd } = settings;
      new CustomerAlarms(this, 'Customers', { alarms, workers: Object.values(workers), onTimePct, costPerThousandUsd });
    }
    if (settings.dashboard)
      new OperatorDashboard(this, 'Dashboard', {
        queues: Object.values(queues),
        workers: Object.values(workers),
        scheduled: workers.tick,
        groups: settings.zoneGroups,
      });
    if (settings.canary) new Canary(this, 'Canary', Object.values(workers));
    addOutputs(this, { plan, queues, archive });
    if (settings.console) {
      const site = new ConsoleSite(this, 'Console', { apiId: api.id });
      new CfnOutput(this, 'ConsoleUrl', { value: site.url, description: 'The console.' });
      new CfnOutput(this, 'ConsoleBucketName', {
        value: site.bucket.bucketName,
        description: 'Put build/console here.',
      });
    }
    new CfnOutput(this, 'ApiUrl', { value: api.url, description: 'The HTTP API; /openapi.json describes it.' });
  }
}

function consumeAll(queues: DispatchQueues, workers: DispatchWorkers, maximumConcurrency: number): void {
  workers.ingest.consume(queues.events, { batchSize: 10, maximumConcurrency });
  workers.positions.consume(queues.positions, {
    batchSize: 10,
    batchingWindow: Duration.seconds(POSITIONS_WINDOW_SEC),
    maximumConcurrency,
  });
  // One message a time: a zone's solve takes the whole function.
  workers.reoptimize.consume(queues.replan, { batchSize: 1, maximumConcurrency });
  workers.tick.consume(queues.beats, { batchSize: 1, maximumConcurrency });
}

/** What operators, producers and consumers need to know. The deployment prints it. */
function addOutputs(scope: Construct, { plan, queues, archive }: Stores): void {
  const output = (id: string, value: string, description: string) => new CfnOutput(scope, id, { value, description });
  const deadLetters = (id: string, queue: Queue) =>
    output(id, queue.queueUrl, 'Messages that were parked, with the reason.');

  output('TableName', plan.table.tableName, 'Facts, zone heads and plan revisions.');
  output('EventsQueueUrl', queues.events.queue.queueUrl, 'Send events here; message group = zone.');
  output('PositionsQueueUrl', queues.positions.queue.queueUrl, 'Send courier positions here, in bulk.');
  output('ReplanQueueUrl', queues.replan.queue.queueUrl, 'Zones that wait for a re-plan.');
  output('BeatsQueueUrl', queues.beats.queue.queueUrl, 'Later parts of the minute.');
  output('ChangesQueueUrl', queues.changes.queue.queueUrl, 'Read plan changes here; message group = zone.');
  deadLetters('EventsDeadLettersUrl', queues.events.parkingQueue);
  deadLetters('PositionsDeadLettersUrl', queues.positions.parkingQueue);
  deadLetters('ReplanDeadLettersUrl', queues.replan.parkingQueue);
  deadLetters('BeatsDeadLettersUrl', queues.beats.parkingQueue);
  if (archive) output('SolvesBucketName', archive.bucket.bucketName, 'Solves kept for replay; they expire.');
}
