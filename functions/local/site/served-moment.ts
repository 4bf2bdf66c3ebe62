// A moment of a day to look at: the stack with the day played up to there, served as by `npm start`, and then left alone.
import type { Day } from '../../../shared/sim/day.ts';
import { DayWorld } from '../kept-day/day-world.ts';
import { Pace } from '../pace.ts';
import { outputsOf, playDay } from '../play-day.ts';
import { type LocalStack, startLocalStack } from '../stack/local-stack.ts';
import { Site } from './site.ts';

export interface ServedMoment {
  readonly url: string;
  readonly stack: LocalStack;
  stop(): Promise<void>;
}

/** @param day a slice that ends at the moment @param assemblyDir what `cdk synth` wrote */
export async function serveMoment(day: Day, assemblyDir: string): Promise<ServedMoment> {
  const site = await Site.open(0);
  const stack = await startLocalStack({
    assemblyDir,
    clock: { startAt: day.fromAt, speed: 'max' },
    http: site.server,
    onLog: () => site.changed(),
  });
  const stop = async (): Promise<void> => {
    await stack.stop();
    await site.stop();
  };
  try {
    site.answerCallsWith(stack.gateway);
    await playDay({
      stack,
      outputs: outputsOf(stack),
      day,
      world: new DayWorld(day, 1),
      onMoment: () => {},
      isInterrupted: () => false,
      pace: new Pace('max', () => false),
    });
    return { url: site.url, stack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
