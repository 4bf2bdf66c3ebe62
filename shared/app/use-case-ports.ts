// The ports that the use cases share; wiring fills them once a process.
import type {
  Clock,
  CourierStore,
  HeadStore,
  OrderStore,
  Outbox,
  RevisionStore,
  SettingsStore,
  SolveKeeping,
  Telemetry,
  TravelTimes,
} from './ports.ts';

export interface Ports {
  readonly clock: Clock;
  readonly orders: OrderStore;
  readonly couriers: CourierStore;
  readonly settings: SettingsStore;
  readonly heads: HeadStore;
  readonly revisions: RevisionStore;
  readonly outbox: Outbox;
  readonly travel: TravelTimes;
  readonly telemetry: Telemetry;
  /** Absent: solves are not kept. */
  readonly keeping?: SolveKeeping;
}
