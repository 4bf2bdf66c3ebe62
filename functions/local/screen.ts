// What a person sees while a day plays: a progress bar on a terminal, plain lines elsewhere, and a line a re-plan.
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { EpochSeconds } from '../../shared/kernel/units.ts';
import type { Day } from '../../shared/sim/day.ts';
import { logDetails } from './log-details.ts';
import type { LogLine } from './stack/local-stack.ts';

/** Without a terminal, a line for each half hour of the day. */
const PLAIN_LINE_SEC = 1800;

export class Screen {
  private readonly day: Day;
  private readonly bars: MultiBar | null;
  private readonly bar: SingleBar | null;
  private readonly endAt: EpochSeconds;
  private saidAt: EpochSeconds;
  private placed = 0;

  constructor(day: Day, isTerminal: boolean) {
    this.day = day;
    this.endAt = day.toAt ?? lastMoment(day);
    this.saidAt = day.fromAt;
    const format = '{clock} {bar} {percentage}%  {placed} of {orders} orders placed';
    this.bars = isTerminal ? new MultiBar({ format, hideCursor: true, fps: 8 }, Presets.shades_classic) : null;
    this.bar = this.bars?.create(this.endAt - day.fromAt, 0, this.payload(day.fromAt)) ?? null;
  }

  /** The day's clock has moved. */
  moment(at: EpochSeconds): void {
    this.placed = this.day.orders.filter(({ placedAt }) => placedAt <= at).length;
    this.bar?.update(Math.min(at, this.endAt) - this.day.fromAt, this.payload(at));
    if (this.bar !== null || at - this.saidAt < PLAIN_LINE_SEC) return;
    this.saidAt = at;
    this.print(`${clockOf(this.day, at)}  ${this.placed} of ${this.day.orders.length} orders placed`);
  }

  /** A log line of a function: a re-plan that moved something, or whatever went wrong. */
  log(line: LogLine): void {
    if (line.message === 'planned') this.replan(line);
    else if (line.source === 'local-stack') this.print(`stack  ${line.message}`);
    else if (line.level !== 'INFO' && line.level !== 'DEBUG')
      this.print(
        `${clockOf(this.day, line.at)}  ${line.level} ${line.source}: ${line.message}  ${logDetails(line.fields)}`,
      );
  }

  print(text: string): void {
    if (this.bars === null) process.stdout.write(`${text}\n`);
    else this.bars.log(`${text}\n`);
  }

  stop(): void {
    this.bars?.stop();
  }

  private replan({ fields, at }: LogLine): void {
    const { revision, openOrders, offers, withdrawals, unassigned, rung, units, timing } = fields as Record<
      string,
      number
    >;
    const hasFallen = fields.fell === true;
    const isWorthSeeing = Number(offers) + Number(withdrawals) > 0 || hasFallen;
    if (!isWorthSeeing) return;
    const taken = Number(withdrawals) > 0 ? `  ${withdrawals} withdrawn` : '';
    const left = Number(unassigned) > 0 ? `  ${unassigned} without a courier` : '';
    const ladder = hasFallen ? `  rung ${rung}` : '';
    const { search } = (timing ?? {}) as unknown as { search?: number };
    this.print(
      `${clockOf(this.day, at)}  revision ${pad(revision, 4)}  ${pad(openOrders, 3)} open  ${pad(offers, 2)} offered${taken}${left}${ladder}` +
        `  (${pad(units, 6)} units, ${search} ms)`,
    );
  }

  private payload(at: EpochSeconds): Record<string, string | number> {
    return { clock: clockOf(this.day, at), placed: this.placed, orders: this.day.orders.length };
  }
}

const pad = (value: unknown, width: number): string => String(value).padStart(width);

/** Hours and minutes since the day's minute 0. */
function clockOf(day: Day, at: EpochSeconds): string {
  const minutes = Math.floor((at - day.startAt) / 60);
  return `${pad(Math.floor(minutes / 60), 2)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** About when the day will be over: an hour after the last order is placed. */
const lastMoment = (day: Day): EpochSeconds =>
  Math.max(day.fromAt, ...day.orders.map(({ placedAt }) => placedAt)) + 3600;
