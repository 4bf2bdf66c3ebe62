// Template -> topology: each resource that the laptop runs, with all its references resolved.
import { LocalStackError } from '../errors.ts';
import { parseSchedule } from '../schedules/schedule-expression.ts';
import type { Assembly } from './assembly.ts';
import { audit } from './audit.ts';
import { isRecord, resolve } from './intrinsics.ts';
import { readFunction } from './read-function.ts';
import { inOrder, readRoute } from './read-routes.ts';
import { References, type TemplateEndpoints } from './references.ts';
import { resolveTarget } from './resolve-target.ts';
import { flatten, PROVISIONED } from './resource-types.ts';
import type { MappingSpec, QueueSpec, ScheduleSpec, TableSpec, Topology } from './topology.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** AWS starts with five pollers where the template gives no maximum. */
const DEFAULT_CONCURRENCY = 5;
const DEFAULT_BATCH_SIZE = 10;

/**
 * @param endpoints where queues and HTTP API will be: their URLs are values of the template
 * Throws LocalStackError for anything that the local stack does not know or cannot resolve.
 */
export function readTopology(assembly: Assembly, endpoints: TemplateEndpoints): Topology {
  const notices = audit(assembly);
  const references = new References(assembly, endpoints);
  const each = <T>(type: string, read: (id: string, properties: Properties) => T): T[] =>
    [...assembly.resources]
      .filter(([, resource]) => resource.type === type)
      .map(([id, resource]) => read(id, honoured(type, id, resource.properties, references)));

  return {
    tables: each('AWS::DynamoDB::Table', (id, properties) => readTable(references.nameOf(id), properties)),
    queues: each('AWS::SQS::Queue', (id, properties) => readQueue(references, id, properties)),
    buckets: each('AWS::S3::Bucket', (id) => references.nameOf(id)),
    functions: each('AWS::Lambda::Function', (id, properties) => readFunction(assembly, references, id, properties)),
    mappings: each('AWS::Lambda::EventSourceMapping', (id, properties) =>
      readMapping(assembly, references, id, properties),
    ).flat(),
    schedules: each('AWS::Scheduler::Schedule', (id, properties) =>
      readSchedule(assembly, references, id, properties),
    ).flat(),
    routes: inOrder(
      each('AWS::ApiGatewayV2::Route', (id, properties) => readRoute(assembly, references, id, properties)),
    ),
    outputs: readOutputs(assembly, references, notices),
    notices,
  };
}

/** The resolved properties that the local stack acts on, by their paths; the code's place is read by itself. */
function honoured(type: string, id: string, properties: Properties, references: References): Properties {
  const known = PROVISIONED[type];
  if (!known) return {};
  const used = flatten(known, properties).filter(([path]) => known.honoured.includes(path) && path !== 'Code');
  return Object.fromEntries(
    used.map(([path, value]) => [path, resolve(value, references, `${id}.Properties.${path}`)]),
  );
}

function readTable(name: string, properties: Properties): TableSpec {
  return { name, definition: { ...properties, TableName: name } };
}

function readQueue(references: References, id: string, properties: Properties): QueueSpec {
  const { QueueName: _, ...rest } = properties;
  const attributes = Object.entries(rest)
    .filter(([name, value]) => !(name === 'FifoQueue' && value === false))
    .map(([name, value]) => [name, isRecord(value) ? JSON.stringify(value) : String(value)]);
  return { name: references.nameOf(id), arn: references.arnOf(id), attributes: Object.fromEntries(attributes) };
}

function readMapping(assembly: Assembly, references: References, id: string, properties: Properties): MappingSpec[] {
  if (properties.Enabled === false) return [];
  const queueArn = String(properties.EventSourceArn);
  const queue = [...assembly.resources].find(
    ([other, { type }]) => type === 'AWS::SQS::Queue' && references.arnOf(other) === queueArn,
  );
  if (!queue) {
    throw new LocalStackError(
      'TEMPLATE_EVENT_SOURCE',
      `${id} reads from ${queueArn}, which is no queue of the template.`,
      'Map a queue of the same stack; streams and other sources are not run on the laptop.',
    );
  }
  const scaling = isRecord(properties.ScalingConfig) ? properties.ScalingConfig.MaximumConcurrency : undefined;
  const responses = Array.isArray(properties.FunctionResponseTypes) ? properties.FunctionResponseTypes : [];
  return [
    {
      queueName: references.nameOf(queue[0]),
      queueArn,
      target: resolveTarget(assembly, references, id, String(properties.FunctionName)),
      batchSize: Number(properties.BatchSize ?? DEFAULT_BATCH_SIZE),
      partialFailures: responses.includes('ReportBatchItemFailures'),
      maxConcurrency: Number(scaling ?? DEFAULT_CONCURRENCY),
    },
  ];
}

function readSchedule(assembly: Assembly, references: References, id: string, properties: Properties): ScheduleSpec[] {
  if (properties.State === 'DISABLED') return [];
  const zone = String(properties.ScheduleExpressionTimezone ?? 'UTC');
  return [
    {
      name: references.nameOf(id),
      arn: references.arnOf(id),
      expression: parseSchedule(String(properties.ScheduleExpression), zone, id),
      target: resolveTarget(assembly, references, id, String(properties['Target.Arn'])),
      input: String(properties['Target.Input'] ?? '{}'),
    },
  ];
}

/** An output that names something the laptop lacks is left out with a line: no function needs it. */
function readOutputs(assembly: Assembly, references: References, notices: string[]): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [id, value] of assembly.outputs) {
    try {
      outputs[id] = String(resolve(value, references, `Outputs.${id}`));
    } catch (error) {
      if (!(error instanceof LocalStackError)) throw error;
      notices.push(`skipped output ${id}: ${error.message}`);
    }
  }
  return outputs;
}
