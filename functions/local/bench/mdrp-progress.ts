// What a person sees while `bench mdrp` runs, on the error stream: a line a day, and the time left; on a terminal in a bar.
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { Milliseconds } from '../../../shared/kernel/units.ts';
import type { MdrpRow } from './mdrp-job.ts';

export class Progress {
  private readonly jobs: number;
  private readonly work: number;
  private readonly bars: MultiBar | null;
  private readonly bar: SingleBar | null;
  private readonly now: () => Milliseconds;
  private readonly startedAt: Milliseconds;
  private readonly write: (text: string) => void;
  private done = 0;
  private workDone = 0;

  /** @param work of all jobs, in the unit of `finish`. */
  constructor(jobs: number, work: number, isTerminal: boolean, now = () => performance.now(), write = toErrorStream) {
    this.jobs = jobs;
    this.work = work;
    this.now = now;
    this.startedAt = now();
    this.write = write;
    const format = '{bar} {value}/{total} days  {left}';
    const options = { format, hideCursor: true, fps: 4, stream: process.stderr };
    this.bars = isTerminal ? new MultiBar(options, Presets.shades_classic) : null;
    this.bar = this.bars?.create(jobs, 0, { left: '' }) ?? null;
  }

  finish({ policy, day, seed, orders, chargedExcess, undelivered }: MdrpRow, work: number): void {
    this.done += 1;
    this.workDone += work;
    const elapsed = this.now() - this.startedAt;
    const left = `${clockOf(elapsed)}, ${clockOf((elapsed * (this.work - this.workDone)) / Math.max(1, this.workDone))} left`;
    const text =
      `${day} seed ${seed} ${policy}: ${orders} orders, charged excess ${chargedExcess.toFixed(2)} min, ` +
      `${undelivered} undelivered\n`;
    if (this.bars === null) this.write(`${this.done}/${this.jobs} ${left}  ${text}`);
    else this.bars.log(text);
    this.bar?.update(this.done, { left });
  }

  stop(): void {
    this.bars?.stop();
  }
}

const toErrorStream = (text: string): void => void process.stderr.write(text);

/** As 1:05. */
function clockOf(ms: Milliseconds): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
