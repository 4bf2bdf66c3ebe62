// Names, ARNs and URLs of the resources of a template, known before any of them exists; what Ref and GetAtt lead to.
import { LocalStackError } from '../errors.ts';
import type { Assembly, Resource } from './assembly.ts';
import { resolve, type Scope } from './intrinsics.ts';

/** fauxqs knows one account; the region is the one that the stack's clients sign with. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';
/** Every function has its newest code only. */
export const VERSION = '1';

const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::Alias': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
};
const MAX_NAME_LENGTH = 64;
/** Lower-case letters, digits and hyphens. */
const MAX_BUCKET_NAME_LENGTH = 63;

export interface TemplateEndpoints {
  readonly sqs: string;
  readonly http: string;
}

export class References implements Scope {
  private readonly assembly: Assembly;
  private readonly endpoints: TemplateEndpoints;

  constructor(assembly: Assembly, endpoints: TemplateEndpoints) {
    this.assembly = assembly;
    this.endpoints = endpoints;
  }

  ref(id: string): unknown {
    if (id.startsWith('AWS::')) return this.pseudoParameter(id);
    if (this.assembly.parameters.has(id)) return this.assembly.parameters.get(id);
    const resource = this.resource(id, 'Ref');
    switch (resource.type) {
      case 'AWS::DynamoDB::Table':
      case 'AWS::S3::Bucket':
      case 'AWS::Lambda::Function':
      case 'AWS::Scheduler::Schedule':
        return this.nameOf(id);
      case 'AWS::SQS::Queue':
        return `${this.endpoints.sqs}/${ACCOUNT}/${this.nameOf(id)}`;
      case 'AWS::Lambda::Version':
      case 'AWS::Lambda::Alias':
        return this.arnOf(id);
      case 'AWS::ApiGatewayV2::Api':
      case 'AWS::ApiGatewayV2::Integration':
        return id;
      default:
        throw noValue(`Ref of ${id} (${resource.type})`);
    }
  }

  attribute(id: string, attribute: string): unknown {
    const resource = this.resource(id, `GetAtt ${attribute}`);
    switch (`${resource.type} ${attribute}`) {
      case 'AWS::DynamoDB::Table Arn':
      case 'AWS::SQS::Queue Arn':
      case 'AWS::S3::Bucket Arn':
      case 'AWS::Lambda::Function Arn':
      case 'AWS::Lambda::Version FunctionArn':
      case 'AWS::Lambda::Alias AliasArn':
      case 'AWS::Scheduler::Schedule Arn':
        return this.arnOf(id);
      case 'AWS::SQS::Queue QueueName':
        return this.nameOf(id);
      case 'AWS::SQS::Queue QueueUrl':
        return this.ref(id);
      case 'AWS::ApiGatewayV2::Api ApiEndpoint':
        return this.endpoints.http;
      case 'AWS::Lambda::Version Version':
        return VERSION;
      default:
        throw noValue(`GetAtt ${attribute} of ${id} (${resource.type})`);
    }
  }

  /** The physical name: the template's own, else one made of the stack's name and the logical id. */
  nameOf(id: string): string {
    const resource = this.resource(id, 'the name');
    const own = resource.properties[NAME_PROPERTY[resource.type] ?? ''];
    if (own !== undefined) return String(resolve(own, this, `${id}.Properties.${NAME_PROPERTY[resource.type]}`));
    if (resource.type === 'AWS::S3::Bucket')
      return `${this.assembly.stackName}-${id}`.toLowerCase().slice(-MAX_BUCKET_NAME_LENGTH);
    const suffix = resource.properties.FifoQueue === true ? '.fifo' : '';
    return `${this.assembly.stackName}-${id}`.slice(-MAX_NAME_LENGTH + suffix.length) + suffix;
  }

  arnOf(id: string): string {
    const { type, properties } = this.resource(id, 'the ARN');
    const where = `${id}.Properties.FunctionName`;
    switch (type) {
      case 'AWS::DynamoDB::Table':
        return arn('dynamodb', `table/${this.nameOf(id)}`);
      case 'AWS::SQS::Queue':
        return arn('sqs', this.nameOf(id));
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${this.nameOf(id)}`;
      case 'AWS::Lambda::Function':
        return arn('lambda', `function:${this.nameOf(id)}`);
      case 'AWS::Lambda::Version':
        return arn('lambda', `function:${functionNameOf(resolve(properties.FunctionName, this, where))}:${VERSION}`);
      case 'AWS::Lambda::Alias': {
        const functionName = functionNameOf(resolve(properties.FunctionName, this, where));
        return arn('lambda', `function:${functionName}:${this.nameOf(id)}`);
      }
      case 'AWS::Scheduler::Schedule':
        return arn('scheduler', `schedule/${String(properties.GroupName ?? 'default')}/${this.nameOf(id)}`);
      default:
        throw noValue(`the ARN of ${id} (${type})`);
    }
  }

  private resource(id: string, what: string): Resource {
    const resource = this.assembly.resources.get(id);
    if (resource) return resource;
    throw new LocalStackError(
      'TEMPLATE_REFERENCE_UNKNOWN',
      `The template asks for ${what} of ${id}, which is neither a resource nor a parameter with a default.`,
      'Correct the reference in the CDK app and synthesize again.',
    );
  }

  private pseudoParameter(name: string): unknown {
    switch (name) {
      case 'AWS::AccountId':
        return ACCOUNT;
      case 'AWS::Region':
        return REGION;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return this.assembly.stackName;
      case 'AWS::StackId':
        return arn('cloudformation', `stack/${this.assembly.stackName}/local`);
      case 'AWS::NoValue':
        return undefined;
      default:
        throw noValue(`the pseudo parameter ${name}`);
    }
  }
}

/** "name", "name:qualifier" or a function's ARN with or without a qualifier. */
export function parseFunctionReference(reference: string): { name: string; qualifier: string | null } {
  const path = reference.startsWith('arn:') ? reference.split(':').slice(6) : reference.split(':');
  return { name: path[0] ?? '', qualifier: path[1] ?? null };
}

function functionNameOf(reference: unknown): string {
  return parseFunctionReference(String(reference)).name;
}

function arn(service: string, path: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${path}`;
}

function noValue(what: string): LocalStackError {
  return new LocalStackError(
    'TEMPLATE_VALUE_UNAVAILABLE',
    `Something that runs needs ${what}, which has no value on the laptop.`,
    'Do without it in what functions, queues and schedules use, or add it to template/references.ts.',
  );
}
