// `operate redrive`: dead letters back to their queue, with counts.
import { type Command, Option } from 'commander';
import { ok } from '../../../shared/kernel/result.ts';
import { wholeFrom } from '../flags.ts';
import { QUEUES, type QueueName } from './operated-stack.ts';
import { CUT, type Redriven, redrive } from './redrive.ts';
import { report, type StackFlags, stackCommand } from './stack-command.ts';

interface RedriveFlags extends StackFlags {
  readonly queue: QueueName;
  readonly limit: number;
  readonly dryRun: boolean;
  readonly includingFaulty: boolean;
}

const MOST = 1_000_000;

export const queueOption = (): Option =>
  new Option('--queue <name>', 'whose dead letters').choices(Object.keys(QUEUES)).makeOptionMandatory();

export const redriveCommand = (): Command =>
  stackCommand('redrive')
    .description('moves messages from a dead-letter queue back to its queue')
    .addOption(queueOption())
    .option('--limit <n>', 'at most so many', wholeFrom(1, MOST), MOST)
    .option('--dry-run', 'look and count only', false)
    .option(
      '--including-faulty',
      'those too that were parked with a fault: when the code was wrong, not the message',
      false,
    )
    .action((flags: RedriveFlags) =>
      report(flags, async (stack) => {
        const { limit, dryRun: isDryRun, includingFaulty: includesFaulty } = flags;
        const done = await redrive(stack.deadLetters(flags.queue), { limit, isDryRun, includesFaulty });
        return ok({ text: sentence(flags, done), isDone: true });
      }),
    );

function sentence({ queue, dryRun }: RedriveFlags, { moved, left, notReached }: Redriven): string {
  const kept = Object.entries(left).map(([reason, count]) => `${count} ${reason}`);
  const faulty = Object.keys(left).some((reason) => reason !== CUT);
  return [
    `${queue}: ${moved} ${moved === 1 ? 'message' : 'messages'} ${dryRun ? 'would be moved' : 'moved'} back to the queue`,
    ...(kept.length === 0 ? [] : [`left: ${kept.join(', ')}`]),
    ...(faulty ? ['those with a fault would be parked again: correct the producer, or use --including-faulty'] : []),
    ...(left[CUT] === undefined
      ? []
      : ['those that are cut off have lost their end when they were parked: send them anew']),
    ...(notReached === 0
      ? []
      : [`about ${notReached} were not looked at: run it again, or delete what is before them`]),
  ].join('\n  ');
}
