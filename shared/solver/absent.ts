// The orders that nobody carries: a list in no particular sequence, the latest last, with O(1) entry and exit.

export class Absent {
  /** The first `count` entries. */
  readonly orders: Int32Array;
  count = 0;
  /** [order]: its place in `orders`; stale while somebody carries it. */
  private readonly place: Int32Array;

  /** All orders are absent at first. */
  constructor(numOrders: number) {
    this.orders = Int32Array.from({ length: numOrders }, (_, order) => order);
    this.place = this.orders.slice();
    this.count = numOrders;
  }

  has(order: number): boolean {
    const place = this.place[order];
    return place < this.count && this.orders[place] === order;
  }

  add(order: number): void {
    this.place[order] = this.count;
    this.orders[this.count++] = order;
  }

  remove(order: number): void {
    const moved = this.orders[--this.count];
    this.orders[this.place[order]] = moved;
    this.place[moved] = this.place[order];
  }

  copyFrom(other: Absent): void {
    this.count = other.count;
    for (let i = 0; i < other.count; i++) {
      this.orders[i] = other.orders[i];
      this.place[other.orders[i]] = i;
    }
  }
}
