// Watches every write of an order's item. It says in its own words what an order's life may be, and shares no code with
// the functions that write.
import type { TableWrite } from '../cloud/simulated-table.ts';
import type { Verdict } from './verdict.ts';

export interface OrderItem {
  readonly zoneId: string;
  readonly orderId: string;
  readonly version: number;
  readonly stage: string;
  readonly courierId: string | null;
  readonly offerId: string | null;
  readonly resolved: string | null;
}

const CLOSED = ['delivered', 'cancelled', 'failed'];
const AGREED = ['accepted', 'picked_up'];

export const isOver = ({ stage }: OrderItem): boolean => CLOSED.includes(stage);
/** A courier has agreed to it: its stops are in progress. */
export const isInProgress = ({ stage }: OrderItem): boolean => AGREED.includes(stage);

const ORDER_KEY = / O#/;

/** `order courier offer` */
export const offerKeyOf = (one: { orderId: string; courierId: string | null; offerId: string | null }): string =>
  `${one.orderId} ${one.courierId} ${one.offerId}`;

export class OrderWatch {
  /** Every offer that was ever written on an order. */
  readonly offered = new Set<string>();
  private readonly verdict: Verdict;
  private readonly isArchived: (orderId: string) => boolean;

  /** @param isArchived whether an order has gone into the archive, whole and over. */
  constructor(verdict: Verdict, isArchived: (orderId: string) => boolean) {
    this.verdict = verdict;
    this.isArchived = isArchived;
  }

  wrote({ key, before, after }: TableWrite): void {
    if (!ORDER_KEY.test(key)) return;
    const [was, is] = [before as OrderItem | null, after as OrderItem | null];
    if (is === null) return void (was && this.deleted(was));
    if (is.stage === 'offered') this.offered.add(offerKeyOf(is));
    if (was !== null) this.changed(was, is);
    else if (this.isArchived(is.orderId)) this.verdict.broken(1, `${is.orderId} is open again after its archive`);
  }

  private deleted(was: OrderItem): void {
    if (!isOver(was)) this.verdict.broken(1, `${was.orderId} was deleted while it was ${was.stage}`);
    else if (!this.isArchived(was.orderId)) this.verdict.broken(1, `${was.orderId} was deleted without an archive`);
  }

  private changed(was: OrderItem, is: OrderItem): void {
    const { orderId } = is;
    if (is.version !== was.version + 1)
      this.verdict.broken(1, `${orderId} went from version ${was.version} to ${is.version}`);
    if (isOver(was) && is.stage !== was.stage) this.verdict.broken(1, `${orderId} was ${was.stage} and is ${is.stage}`);
    const isTaken = is.courierId !== was.courierId && is.courierId !== null;
    if (isInProgress(was) && isTaken)
      this.verdict.broken(2, `${orderId} is ${was.courierId}'s, and now ${is.courierId}'s, too`);
    if (was.stage === 'picked_up' && !isOver(is) && is.stage !== 'picked_up')
      this.verdict.broken(3, `${orderId} was aboard and is ${is.stage}`);
    const isPlanners = is.resolved !== was.resolved;
    if (isPlanners && isInProgress(was) && (is.stage !== was.stage || is.courierId !== was.courierId))
      this.verdict.broken(3, `the planner changed ${orderId} from ${was.stage} to ${is.stage}`);
  }
}
