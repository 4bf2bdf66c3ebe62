// One storm: everything that happens follows from the seed. Steps of bad weather, then calm, in which nothing fails and what
// was torn is mended by what the stack does by itself, and by an operator who moves back what was put aside.
import { hash32, Random } from '../../../shared/kernel/random.ts';
import type { EpochSeconds, Seconds } from '../../../shared/kernel/units.ts';
import { Cloud } from './cloud/cloud.ts';
import { type ConsumedQueue, Deployment } from './deployment.ts';
import { type FaultKind, Faults, type LeftOut, NOTHING_LEFT_OUT } from './faults.ts';
import type { SendByApi } from './producer.ts';
import { ReadingBook } from './reading.ts';
import { Scheduler } from './scheduler.ts';
import { Trace } from './trace.ts';
import type { Breach } from './watch/verdict.ts';
import { Watch } from './watch/watch.ts';
import { World } from './world.ts';

export interface StormOptions {
  readonly seed: number;
  /** Of bad weather. */
  readonly steps: number;
  readonly leftOut?: LeftOut;
  readonly isTraced?: boolean;
}

export interface StormResult {
  /** Empty: all promises were kept. */
  readonly breaches: readonly Breach[];
  /** The step at which the first was broken; those of the calm go on counting. Null: none. */
  readonly brokenAt: number | null;
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** Every single fault that was drawn, by name. */
  readonly faultNames: readonly string[];
  readonly trace: readonly string[];
  readonly orders: number;
  readonly revisions: number;
}

const START_AT: EpochSeconds = 1_700_000_000;
const CONSUMED: readonly ConsumedQueue[] = ['events', 'replan', 'positions', 'beats'];
const CURSED_ONE_IN = 3;
const CALM_MINUTES = 20;
const MAX_JUMP_SEC: Seconds = 600;

/** Plays the storm until a promise is broken, or to its end. */
export async function playStorm(options: StormOptions): Promise<StormResult> {
  return new Storm(options).play();
}

class Storm {
  private readonly steps: number;
  private readonly rng: Random;
  private readonly faults: Faults;
  private readonly trace: Trace;
  private readonly cloud: Cloud;
  private readonly scheduler: Scheduler;
  private readonly watch: Watch;
  private readonly deployment: Deployment;
  private readonly world: World;
  private step = 0;
  /** Minutes are to pass once nothing runs; 0: none. */
  private jumpSec: Seconds = 0;

  constructor({ seed, steps, leftOut = NOTHING_LEFT_OUT, isTraced = false }: StormOptions) {
    this.steps = steps;
    this.rng = new Random(hash32(`storm ${seed}`));
    this.faults = new Faults(seed, leftOut);
    this.trace = new Trace(isTraced);
    const { rng, faults, trace } = this;
    this.cloud = new Cloud(START_AT, new Random(hash32(`queues ${seed}`)), faults);
    const { cloud } = this;
    this.scheduler = new Scheduler({ rng, faults, trace, now: () => cloud.now() });
    const readings = new ReadingBook();
    const cursedZone = seed % CURSED_ONE_IN === 0 ? 'south' : null;
    this.watch = new Watch(cloud, readings, cursedZone);
    this.deployment = new Deployment({
      cloud,
      scheduler: this.scheduler,
      faults,
      trace,
      rng,
      telemetry: this.watch.telemetry,
      readings,
      cursedZone,
      onAcknowledged: (queue, body) => this.watch.acknowledged(queue, body),
      onBug: (program, error) => this.watch.bug(program, error),
    });
    const sendByApi = sendingBy(this.deployment);
    this.world = new World({ cloud, rng: new Random(hash32(`world ${seed}`)), faults, trace, seed, sendByApi });
  }

  async play(): Promise<StormResult> {
    this.world.open();
    this.faults.storm(true);
    while (this.step < this.steps && this.isKept()) await this.moment();
    this.faults.storm(false);
    this.world.calm();
    for (let minute = 0; minute < CALM_MINUTES && this.isKept(); minute++) await this.calmMinute();
    if (this.isKept()) this.watch.judgeEnd(this.world);
    return this.result();
  }

  /** A step of a program, a new program, or the world moves. */
  private async moment(): Promise<void> {
    this.count();
    const dice = this.rng.below(1000);
    if (this.jumpSec > 0) await this.drain();
    else if (dice < 780) await this.scheduler.step();
    else if (dice < 840) this.deployment.deliver('events');
    else if (dice < 880) this.deployment.deliver('replan');
    else if (dice < 886) this.deployment.deliver('positions');
    else if (dice < 889) this.deployment.deliver('beats');
    else if (dice < 910) this.world.hear();
    else if (dice < 960) this.world.happen();
    else if (dice < 975) this.cloud.advance(this.rng.below(4));
    else if (dice < 978) this.jumpSec = 1 + this.rng.below(MAX_JUMP_SEC);
    else if (dice < 984) this.deployment.tick();
    else this.expire();
  }

  /** Lets functions end before minutes pass: they would all be ended by their time-outs. */
  private async drain(): Promise<void> {
    if (await this.scheduler.step()) return;
    this.cloud.advance(this.jumpSec);
    this.jumpSec = 0;
  }

  /** A message goes to somebody else, although its consumer may be well. */
  private expire(): void {
    if (!this.faults.strikes('redelivery')) return;
    const names = [...CONSUMED, 'changes'] as const;
    const name = names[this.faults.below('redelivery', names.length)];
    if (name !== undefined) this.cloud.queues[name].expire();
  }

  private async calmMinute(): Promise<void> {
    this.cloud.advance(60);
    for (const queue of Object.values(this.cloud.queues)) {
      queue.expire();
      queue.redrive();
    }
    this.deployment.tick();
    for (let idle = 0; idle < 3 && this.isKept(); ) {
      this.count();
      const isBusy = await this.scheduler.step();
      for (const name of CONSUMED) this.deployment.deliver(name);
      this.world.hear();
      idle = isBusy ? 0 : idle + 1;
    }
  }

  private count(): void {
    this.step += 1;
    this.trace.at(this.step);
    this.watch.look();
  }

  private isKept(): boolean {
    return this.watch.verdict.isKept;
  }

  private result(): StormResult {
    const breaches = this.watch.verdict.all();
    return {
      breaches,
      brokenAt: breaches.length === 0 ? null : this.step,
      faults: this.faults.counts,
      faultNames: this.faults.names(),
      trace: this.trace.all(),
      orders: this.world.placed.size,
      revisions: this.watch.telemetry.sumOf('RevisionsCommitted'),
    };
  }
}

/** As a client of the API does: one event a call. */
const sendingBy =
  (deployment: Deployment): SendByApi =>
  (event, onAnswer) => {
    const request = {
      rawPath: `/v1/zones/${event.zoneId}/events`,
      headers: {},
      body: JSON.stringify({ events: [event] }),
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST' } },
    };
    deployment.call(request, ({ statusCode, body = '{}' }) => {
      const { outcomes } = JSON.parse(body) as { readonly outcomes?: readonly { readonly outcome: string }[] };
      onAnswer(statusCode === 200 && outcomes?.[0]?.outcome !== 'refused');
    });
  };
