// The stack after its start: pollers and schedules at work, and the rules by which the virtual clock moves.
import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochSeconds, Milliseconds } from '../../../shared/kernel/units.ts';
import type { LocalStack } from './api.ts';
import type { VirtualClock } from './clock/virtual-clock.ts';
import { CLIENT_CONFIG, type ClientConfig, type Emulators, type Endpoints } from './emulators/emulators.ts';
import type { QueueState } from './emulators/queue-protocol.ts';
import { LocalStackError, messageOf } from './errors.ts';
import type { FaultKind } from './faults/fault-kinds.ts';
import { type FaultMemory, injectedOf } from './faults/fault-plan.ts';
import { answerAsGateway, type GatewayParts } from './http/gateway.ts';
import type { Answer, HttpServer } from './http/http-server.ts';
import { Poller } from './queues/poller.ts';
import type { InvocationResult } from './runtime/function-instance.ts';
import type { FunctionStats } from './runtime/function-pool.ts';
import type { Functions } from './runtime/functions.ts';
import type { OutputSink } from './runtime/output.ts';
import { Scheduler } from './schedules/scheduler.ts';
import type { Invocable, MappingSpec, Topology } from './template/topology.ts';

export interface StackParts {
  readonly topology: Topology;
  readonly clock: VirtualClock;
  readonly emulators: Emulators;
  readonly functions: Functions;
  readonly sink: OutputSink;
  readonly schedulesAfter: EpochSeconds;
  readonly faultMemory: FaultMemory;
  readonly http: HttpServer;
  /** False: somebody else says what it answers, and ends it. */
  readonly ownsHttp: boolean;
}

/** How long running functions may take to end when the stack stops, in real ms. */
const STOP_GRACE_MS = 3000;
/** The longest that a timer of Node waits, about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export class RunningStack implements LocalStack {
  readonly outputs: Readonly<Record<string, string>>;
  readonly endpoints: Endpoints;
  readonly apiUrl: string;
  readonly gateway: Answer;
  private readonly parts: StackParts;
  private readonly pollers: readonly { readonly queue: string; readonly poller: Poller }[];
  private readonly scheduler: Scheduler;
  private readonly ended = new AbortController();
  private numInvoked = 0;
  /** When the next delayed or invisible message can be received, as of the last look. */
  private messageWakeAt: EpochSeconds | null = null;
  /** The same of invisible messages alone. */
  private messageReturnsAt: EpochSeconds | null = null;
  private waiting: (() => void)[] = [];
  /** Why the stack cannot go on; null as long as it can. */
  private failure: LocalStackError | null = null;
  private stopping: Promise<void> | null = null;
  private advancing: Promise<void> = Promise.resolve();
  private scheduleTimer: NodeJS.Timeout | undefined;

  constructor(parts: StackParts) {
    this.parts = parts;
    const { topology, emulators, schedulesAfter } = parts;
    this.outputs = topology.outputs;
    this.endpoints = emulators.endpoints;
    this.apiUrl = parts.http.url;
    const invoke = (target: Invocable, event: unknown) => this.invokeCounted(target, event);
    const gateway: GatewayParts = { routes: topology.routes, invoke, nowMs: () => parts.clock.nowMs() };
    this.gateway = (request, response) => answerAsGateway(gateway, request, response);
    this.pollers = topology.mappings.map((mapping) => ({ queue: mapping.queueName, poller: this.makePoller(mapping) }));
    this.scheduler = new Scheduler(topology.schedules, schedulesAfter);
  }

  get stats(): Readonly<Record<string, Readonly<FunctionStats>>> {
    return this.parts.functions.stats;
  }

  get injected(): Readonly<Record<FaultKind, number>> {
    return injectedOf(this.parts.faultMemory);
  }

  start(): void {
    if (this.parts.ownsHttp) this.parts.http.answerWith(this.gateway);
    this.parts.clock.start();
    for (const { poller } of this.pollers) poller.nudge();
    if (this.parts.clock.speed > 0) this.armSchedules();
  }

  clientConfig(service: keyof Endpoints): ClientConfig & { readonly endpoint: string } {
    return { ...CLIENT_CONFIG, endpoint: this.endpoints[service] };
  }

  /** A queue has something to receive. */
  nudge(queue: string): void {
    for (const mapped of this.pollers) if (mapped.queue === queue) mapped.poller.nudge();
  }

  now(): EpochSeconds {
    return this.parts.clock.now();
  }

  async quiet(): Promise<void> {
    for (;;) {
      if (this.failure) throw this.failure;
      if (!this.isIdle()) {
        await new Promise<void>((resolve) => this.waiting.push(resolve));
        continue;
      }
      // Nothing runs, so only the driver could add a message now; but one may have come that no poller has seen yet.
      const available = (await this.states()).filter((state) => state.isAvailable);
      if (available.length === 0 && this.isIdle()) return;
      for (const { queue } of available) this.nudge(queue);
    }
  }

  nextWakeAt(): EpochSeconds | null {
    const moments = [this.messageWakeAt, this.scheduler.nextAt()].filter((at) => at !== null);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  returnsAt(): EpochSeconds | null {
    return this.messageReturnsAt;
  }

  /** Calls are worked off one after the other. */
  advanceTo(at: EpochSeconds): Promise<void> {
    const advanced = this.advancing.then(() => (this.parts.clock.speed === 0 ? this.stepTo(at) : this.waitFor(at)));
    this.advancing = advanced.catch(() => {});
    return advanced;
  }

  stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async stepTo(at: EpochSeconds): Promise<void> {
    await this.quiet();
    for (let next = this.nextWakeAt(); next !== null && next <= at; next = this.nextWakeAt()) {
      await this.moveTo(next);
    }
    await this.moveTo(at);
  }

  private async moveTo(at: EpochSeconds): Promise<void> {
    this.parts.clock.moveTo(at);
    this.fireSchedules();
    await this.quiet();
  }

  private async waitFor(at: EpochSeconds): Promise<void> {
    while (this.now() < at) {
      await sleep(this.realMsUntil(at), undefined, { signal: this.ended.signal }).catch(() => {});
      if (this.failure) throw this.failure;
    }
  }

  private armSchedules(): void {
    const next = this.scheduler.nextAt();
    if (next === null) return;
    this.scheduleTimer = setTimeout(() => {
      this.fireSchedules();
      this.armSchedules();
    }, this.realMsUntil(next));
  }

  private realMsUntil(at: EpochSeconds): number {
    const { clock } = this.parts;
    return Math.min(MAX_TIMER_MS, Math.max(1, (at * 1000 - clock.nowMs()) / clock.speed));
  }

  private fireSchedules(): void {
    this.scheduler.fire(this.now(), (target, event) => void this.invokeCounted(target, event));
  }

  /** An invocation that no queue knows of: the stack is not quiet before it has ended. */
  private async invokeCounted(target: Invocable, event: unknown): Promise<InvocationResult> {
    this.numInvoked++;
    const result = await this.parts.functions.invoke(target, event);
    this.numInvoked--;
    this.wakeWaiting();
    return result;
  }

  private makePoller(mapping: MappingSpec): Poller {
    const { emulators, functions, sink } = this.parts;
    return new Poller({
      mapping,
      queues: emulators.queues,
      invoke: (target, event) => functions.invoke(target, event),
      onMalformed: (why) => {
        const message = `the whole batch failed: ${why}`;
        sink.onLog({ source: mapping.target.functionName, at: this.now(), level: 'ERROR', message, fields: {} });
      },
      onBroken: (error) => this.fail('QUEUES_GONE', `The queues do not answer: ${messageOf(error)}.`),
      onIdle: () => this.wakeWaiting(),
    });
  }

  /** Looks at all mapped queues, and remembers when the next message wakes. */
  private async states(): Promise<readonly QueueState[]> {
    const states = await this.parts.emulators.queues.states([...new Set(this.pollers.map(({ queue }) => queue))]);
    this.messageWakeAt = earliest(states.map(({ wakeAtMs }) => wakeAtMs));
    this.messageReturnsAt = earliest(states.map(({ returnsAtMs }) => returnsAtMs));
    return states;
  }

  private isIdle(): boolean {
    return this.numInvoked === 0 && this.pollers.every(({ poller }) => poller.isIdle);
  }

  private wakeWaiting(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  private fail(code: string, cause: string): void {
    this.failure ??= new LocalStackError(code, cause, 'Start the local stack again.');
    this.ended.abort();
    this.wakeWaiting();
  }

  private async shutDown(): Promise<void> {
    const { functions, emulators, http, ownsHttp } = this.parts;
    clearTimeout(this.scheduleTimer);
    for (const { poller } of this.pollers) poller.stop();
    this.fail('STACK_STOPPED', 'The local stack was stopped.');
    await this.idleWithin(STOP_GRACE_MS);
    if (ownsHttp) await http.stop();
    await functions.stop();
    await emulators.stop();
  }

  private async idleWithin(graceMs: number): Promise<void> {
    const endsAt = performance.now() + graceMs;
    while (!this.isIdle() && performance.now() < endsAt) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, endsAt - performance.now());
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}

/** The first whole second by which one of the moments has come; null: none will. */
function earliest(moments: readonly (Milliseconds | null)[]): EpochSeconds | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.ceil(Math.min(...known) / 1000);
}
