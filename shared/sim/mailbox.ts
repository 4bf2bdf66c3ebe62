// How the couriers' app takes in change messages, which come at least once and may overtake one another: each change
// counts once, by (revision, index); of the offers of one order only the newest stands, and none that is older than a
// withdrawal. A withdrawal names the offer that it ends, so it holds whenever it comes. Where a courier is asked to go counts
// only if nothing newer was said to that courier.
import type {
  ChangeMessage,
  ChangeOutcome,
  OfferChange,
  OrderChange,
  PlanChange,
  PositionChange,
  WithdrawChange,
} from '../domain/change.ts';
import type { CourierId, OfferId, OrderId, StoreId } from '../kernel/ids.ts';
import type { EpochSeconds } from '../kernel/units.ts';

type Indexed = PlanChange & { readonly index: number; readonly outcome: ChangeOutcome };
type PlanChanges = Extract<ChangeMessage, { kind: 'plan_changes' }>;

/** A batch that a courier is asked to take, whole: every change of it has arrived. */
export interface Offering {
  readonly offerId: OfferId;
  readonly courierId: CourierId;
  readonly storeId: StoreId;
  readonly departAt: EpochSeconds;
  readonly revision: number;
  /** In drop sequence; void and overtaken ones left out, so perhaps none. */
  readonly orderIds: readonly OrderId[];
}

export interface MailboxNews {
  readonly complete: readonly Offering[];
  readonly withdrawn: readonly WithdrawChange[];
  /** Each order that was offered, also of batches that are not complete yet. */
  readonly offered: readonly OfferChange[];
  /** The newest for each courier. */
  readonly errands: readonly PositionChange[];
}

/** What has arrived of one offer in one revision. */
interface Parcel {
  readonly change: OfferChange;
  readonly sequences: Set<number>;
  readonly standing: Map<number, OrderId>;
}

export class Mailbox {
  private readonly seen = new Set<string>();
  /** The place of the newest change of each order: [revision, index]. */
  private readonly newest = new Map<OrderId, readonly [number, number]>();
  /** The same of what each courier was asked to do. */
  private readonly newestAsked = new Map<CourierId, readonly [number, number]>();
  private readonly parcels = new Map<string, Parcel>();

  take({ revision, changes }: PlanChanges): MailboxNews {
    const withdrawn: WithdrawChange[] = [];
    const offered: OfferChange[] = [];
    const errands = new Map<CourierId, PositionChange>();
    const touched = new Set<string>();
    for (const change of changes) {
      const place = `${revision}#${change.index}`;
      if (this.seen.has(place)) continue;
      this.seen.add(place);
      if (this.isNewestAsked(change, revision) && change.kind === 'position') errands.set(change.courierId, change);
      if (change.kind === 'position') continue;
      const stands = change.outcome === 'applied' && this.isNewest(change, revision, change.index);
      if (change.kind === 'withdraw') {
        if (change.outcome === 'applied') withdrawn.push(change);
        continue;
      }
      if (stands) offered.push(change);
      touched.add(this.pack(change, revision, stands));
    }
    const complete = [...touched].flatMap((key) => this.unpack(key, revision));
    return { complete, withdrawn, offered, errands: [...errands.values()] };
  }

  /** True for a request to a courier that nothing newer has overtaken. */
  private isNewestAsked({ kind, courierId, index, outcome }: Indexed, revision: number): boolean {
    if (kind === 'withdraw' || outcome === 'void' || isOlder(revision, index, this.newestAsked.get(courierId)))
      return false;
    this.newestAsked.set(courierId, [revision, index]);
    return true;
  }

  private isNewest({ orderId }: OrderChange, revision: number, index: number): boolean {
    if (isOlder(revision, index, this.newest.get(orderId))) return false;
    this.newest.set(orderId, [revision, index]);
    for (const parcel of this.parcels.values()) takeOut(parcel, orderId);
    return true;
  }

  private pack(change: OfferChange, revision: number, stands: boolean): string {
    const key = `${revision}#${change.offerId}`;
    const parcel = this.parcels.get(key) ?? { change, sequences: new Set<number>(), standing: new Map() };
    this.parcels.set(key, parcel);
    parcel.sequences.add(change.sequence);
    if (stands) parcel.standing.set(change.sequence, change.orderId);
    return key;
  }

  /** The offering, once all of it is here. */
  private unpack(key: string, revision: number): Offering[] {
    const parcel = this.parcels.get(key);
    if (!parcel || parcel.sequences.size < parcel.change.size) return [];
    this.parcels.delete(key);
    const { offerId, courierId, storeId, departAt } = parcel.change;
    const orderIds = [...parcel.standing].sort(([a], [b]) => a - b).map(([, orderId]) => orderId);
    return [{ offerId, courierId, storeId, departAt, revision, orderIds }];
  }
}

const isOlder = (revision: number, index: number, [r, i]: readonly [number, number] = [-1, -1]): boolean =>
  revision < r || (revision === r && index < i);

function takeOut({ standing }: Parcel, orderId: OrderId): void {
  for (const [sequence, id] of standing) if (id === orderId) standing.delete(sequence);
}
