// A function for the tests of the local stack: does what each message tells it, and says what it saw as a log line.

const log = (fields) => console.log(JSON.stringify({ level: 'info', message: 'seen', ...fields }));

let numInvocations = 0;

export async function handler(event, context) {
  numInvocations += 1;
  if (!event.Records) return scheduled(event);
  const batchItemFailures = [];
  const failedGroups = new Set();
  for (const record of event.Records) {
    const order = JSON.parse(record.body);
    const group = record.attributes.MessageGroupId;
    if (group !== undefined && failedGroups.has(group)) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
      continue;
    }
    log({ order, record, at: Math.floor(Date.now() / 1000), invocation: numInvocations, batch: event.Records.length });
    const failed = await obey(order, record, context);
    if (failed) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
      if (group !== undefined) failedGroups.add(group);
    }
  }
  const answer = event.Records.map((record) => JSON.parse(record.body).answer).find((value) => value !== undefined);
  return answer ?? { batchItemFailures };
}

/** @returns whether the message is reported as failed */
async function obey(order, record, context) {
  const receives = Number(record.attributes.ApproximateReceiveCount);
  if (order.do === 'wait') await new Promise((resolve) => setTimeout(resolve, order.ms));
  if (order.do === 'hang' && receives <= order.times) await new Promise(() => setInterval(() => {}, 1000));
  if (order.do === 'spin' && receives <= order.times) for (;;);
  if (order.do === 'exit' && receives <= order.times) process.exit(1);
  if (order.do === 'throw') throw new RangeError('told to throw');
  if (order.do === 'environment')
    log({ environment: process.env, remaining: context.getRemainingTimeInMillis(), context });
  if (order.do === 'metric') {
    const metrics = [{ Namespace: 'test', Dimensions: [[]], Metrics: [{ Name: 'Seen', Unit: 'Count' }] }];
    console.log(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: metrics }, Seen: [1, 2] }));
  }
  return order.do === 'fail' && receives <= order.times;
}

function scheduled(event) {
  log({ scheduled: event, at: Math.floor(Date.now() / 1000) });
}
