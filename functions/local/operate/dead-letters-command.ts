// `operate dead-letters`: a line a message, and nothing is moved.
import type { Command } from 'commander';
import { ok } from '../../../shared/kernel/result.ts';
import { describeLetter } from './describe-letter.ts';
import type { QueueName } from './operated-stack.ts';
import { queueOption } from './redrive-command.ts';
import { report, type StackFlags, stackCommand } from './stack-command.ts';

interface DeadLettersFlags extends StackFlags {
  readonly queue: QueueName;
  readonly bodies: boolean;
}

export const deadLettersCommand = (): Command =>
  stackCommand('dead-letters')
    .description('lists what is on a dead-letter queue: age, zone, code, cause, action')
    .addOption(queueOption())
    .option('--bodies', 'with the messages and what causes quote of them: places and texts of people', false)
    .action((flags: DeadLettersFlags) =>
      report(flags, async (stack) => {
        const queue = stack.deadLetters(flags.queue);
        const total = await queue.count();
        const lines: string[] = [];
        try {
          for await (const letter of queue.letters()) lines.push(describeLetter(letter, Date.now(), flags.bodies));
        } finally {
          await queue.release();
        }
        const rest = Math.max(0, total - lines.length);
        const more = rest === 0 ? [] : [`about ${rest} more, behind others of their zone`];
        const head = `${flags.queue}: ${lines.length} dead ${lines.length === 1 ? 'letter' : 'letters'}`;
        return ok({ text: [head, ...lines, ...more].join('\n'), isDone: true });
      }),
    );
