// A queue with what belongs to it: encryption, TLS only, its dead letters, alarms. Consumers of a FIFO queue work zone by
// zone (group = zone), so its limits are per group too.
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { OperatorAlarms } from './operator-alarms.ts';

export interface MessageQueueProps {
  /** Last part of the queue's name; the stack's name comes before it, the suffix .fifo after it. */
  readonly name: string;
  readonly kind: 'fifo' | 'standard';
  /** FIFO only: a message without a de-duplication id gets the hash of its body as one. Default: false. */
  readonly contentBasedDeduplication?: boolean;
  /** How long a message that was received stays hidden. */
  readonly visibility: Duration;
  readonly retention: Duration;
  /** `own`: messages that failed too often go to a queue beside this one. `none`: why there is none. */
  readonly deadLetters: { readonly kind: 'own' } | { readonly kind: 'none'; readonly reason: string };
  /** The oldest message of a healthy queue is younger; null: the age does not matter. */
  readonly alarmAge: Duration | null;
  readonly alarms: OperatorAlarms | null;
}

/** Receives before a message goes to the dead letters. */
const MAX_RECEIVES = 5;
/** The longest there is: time for a person to look, also when the message was old when it got here. */
const DEAD_LETTER_RETENTION = Duration.days(14);
/** Somebody should have looked by then. */
const MAX_UNATTENDED = Duration.days(1);

export class MessageQueue extends Construct {
  readonly queue: Queue;
  /** Null when the queue was made without one. */
  readonly deadLetters: Queue | null;

  constructor(scope: Construct, id: string, props: MessageQueueProps) {
    super(scope, id);
    this.deadLetters = props.deadLetters.kind === 'own' ? this.makeDeadLetters(props) : null;
    this.queue = new Queue(this, 'Queue', {
      ...commonProps(props),
      queueName: queueName(this, props, props.name),
      ...(props.kind === 'fifo' && { contentBasedDeduplication: props.contentBasedDeduplication ?? false }),
      visibilityTimeout: props.visibility,
      retentionPeriod: props.retention,
      ...(this.deadLetters && { deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES } }),
    });
    if (props.deadLetters.kind === 'none') {
      const { reason } = props.deadLetters;
      Validations.of(this.queue).acknowledge(
        { id: 'AwsSolutions-SQS3', reason },
        { id: 'Serverless-SQSRedrivePolicy', reason },
      );
    }
    this.addAlarms(props);
  }

  grantSend(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['sqs:SendMessage'], resourceArns: [this.queue.queueArn] });
  }

  /** Allows a handler to move a message that it can never process to the dead letters, with the reason. */
  grantPark(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['sqs:SendMessage'], resourceArns: [this.parkingQueue.queueArn] });
  }

  /** What an event source mapping does with its function's role. */
  grantConsume(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resourceArns: [this.queue.queueArn],
    });
  }

  /** The dead letters of a queue that has them. Throws when it has none. */
  get parkingQueue(): Queue {
    if (this.deadLetters === null) throw new Error(`queue ${this.node.path} was made without dead letters`);
    return this.deadLetters;
  }

  private makeDeadLetters(props: MessageQueueProps): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      ...commonProps(props),
      queueName: queueName(this, props, `${props.name}-dead-letters`),
      retentionPeriod: DEAD_LETTER_RETENTION,
    });
    Validations.of(queue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is a dead-letter queue itself: a person looks at what arrives here.',
    });
    return queue;
  }

  private addAlarms({ name, alarms, alarmAge }: MessageQueueProps): void {
    if (this.deadLetters) {
      alarms?.add(this.deadLetters, 'Arrived', {
        metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
        threshold: 1,
        description: `A message of the ${name} queue could not be processed and was parked.`,
      });
      alarms?.add(this.deadLetters, 'Unattended', {
        metric: this.deadLetters.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
        threshold: MAX_UNATTENDED.toSeconds(),
        description: `A message that was parked from the ${name} queue has been left there for ${MAX_UNATTENDED.toHumanString()}.`,
      });
    }
    if (alarmAge)
      alarms?.add(this.queue, 'Old', {
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
        threshold: alarmAge.toSeconds(),
        periods: 3,
        description: `The oldest message of the ${name} queue waits for more than ${alarmAge.toHumanString()}.`,
      });
  }
}

function commonProps({ kind }: MessageQueueProps): QueueProps {
  return {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    ...(kind === 'fifo' && {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    }),
  };
}

/** A name of our own: operators send to these queues by hand, and not everything that deploys templates can invent one that ends in .fifo. */
const queueName = (scope: Construct, { kind }: MessageQueueProps, name: string): string =>
  `${Stack.of(scope).stackName}-${name}${kind === 'fifo' ? '.fifo' : ''}`;
