// The working solution: each courier's queue as typed arrays of fixed stride, timed and priced anew when it changes, and
// the orders that nobody carries. `load` and `unload` are the only border to block plans. Two solutions of one model can
// be kept alike courier by courier (`sync`): that is the journal of the search, with nothing allocated in a step.
import { Absent } from './absent.ts';
import type { Model } from './model.ts';
import type { BlockPlan } from './problem.ts';
import { PLACES, RECORD } from './record.ts';
import { Timetable } from './timetable.ts';

export class Solution {
  readonly model: Model;
  /** Orders, [courier * queueSize + i]: the queue in drop sequence, blocks after one another. */
  readonly queue: Int32Array;
  readonly queueSize: number;
  /** Places in the queue, [courier * blockStride + block]: first order of a block; after the last block, the queue's length. */
  readonly start: Int32Array;
  readonly blockStride: number;
  readonly numBlocks: Int32Array;
  /** [(courier * blockStride + block) * RECORD + field]. */
  readonly record: Float64Array;
  /** [(courier * blockStride + block) * PLACES + field]. */
  readonly places: Int32Array;
  /** Points, [courier]: everything its queue costs. */
  readonly courierCost: Float64Array;
  /** Points, [courier]: pay and activation for one more order. */
  readonly nextCost: Float64Array;
  /** 1: a limit of time is missed or a leg has no way; only taking orders out can cause it, where that makes others later. */
  readonly broken: Uint8Array;
  /** [order]; -1: nobody. */
  readonly courierOf: Int32Array;
  /** Seconds, and points for it, [order]; stale while nobody carries it. */
  readonly drop: Float64Array;
  readonly dropCost: Float64Array;
  /** Seconds from its store to its drop-off moment, and the moment, if no door and if every door kept it waiting, [order]. */
  readonly offset: Float64Array;
  readonly door: Float64Array;
  readonly absent: Absent;
  /** Couriers changed since the last sync: the first numTouched entries. */
  readonly touched: Int32Array;
  numTouched = 0;
  private readonly isTouched: Uint8Array;
  private readonly timetable: Timetable;
  /** Points: [0] of all queues and absent orders. */
  private readonly total = new Float64Array(1);

  constructor(model: Model) {
    const { numOrders, numCouriers } = model.problem;
    this.model = model;
    this.queueSize = model.queueSize;
    this.blockStride = model.queueBlocks + 1;
    this.queue = new Int32Array(numCouriers * this.queueSize);
    this.start = new Int32Array(numCouriers * this.blockStride);
    this.numBlocks = new Int32Array(numCouriers);
    this.record = new Float64Array(numCouriers * this.blockStride * RECORD);
    this.places = new Int32Array(numCouriers * this.blockStride * PLACES);
    this.courierCost = new Float64Array(numCouriers);
    this.nextCost = new Float64Array(numCouriers);
    this.broken = new Uint8Array(numCouriers);
    this.courierOf = new Int32Array(numOrders).fill(-1);
    this.drop = new Float64Array(numOrders);
    this.dropCost = new Float64Array(numOrders);
    this.offset = new Float64Array(numOrders);
    this.door = new Float64Array(numOrders);
    this.timetable = new Timetable(this);
    this.absent = new Absent(numOrders);
    this.touched = new Int32Array(numCouriers);
    this.isTouched = new Uint8Array(numCouriers);
    for (let order = 0; order < numOrders; order++) this.total[0] += model.unserved[order];
    for (let courier = 0; courier < numCouriers; courier++) this.refresh(courier, 0);
  }

  get cost(): number {
    return this.total[0];
  }

  numPlanned(courier: number): number {
    return this.start[courier * this.blockStride + this.numBlocks[courier]];
  }

  /** The courier's block that has the order; it must have it. */
  blockOf(order: number): number {
    const courier = this.courierOf[order];
    const row = courier * this.blockStride;
    let i = courier * this.queueSize;
    while (this.queue[i] !== order) i++;
    i -= courier * this.queueSize;
    let block = 0;
    while (this.start[row + block + 1] <= i) block++;
    return block;
  }

  /** Puts an absent order as drop `position` into the courier's block; the caller has made sure that it may. */
  joinBlock(order: number, courier: number, block: number, position: number): void {
    this.makeRoom(order, courier, block, position);
    this.refresh(courier, block);
  }

  /** Makes a block of an absent order, before the courier's present block of that number. */
  openBlock(order: number, courier: number, block: number): void {
    const row = courier * this.blockStride;
    const blocks = this.numBlocks[courier];
    for (let b = blocks; b >= block; b--) this.start[row + b + 1] = this.start[row + b];
    this.numBlocks[courier] = blocks + 1;
    this.makeRoom(order, courier, block, 0);
    this.refresh(courier, block);
  }

  private makeRoom(order: number, courier: number, block: number, position: number): void {
    const row = courier * this.blockStride;
    const base = courier * this.queueSize;
    const at = this.start[row + block] + position;
    for (let i = this.numPlanned(courier); i > at; i--) this.queue[base + i] = this.queue[base + i - 1];
    this.queue[base + at] = order;
    for (let b = block + 1; b <= this.numBlocks[courier]; b++) this.start[row + b]++;
    this.courierOf[order] = courier;
    this.absent.remove(order);
    this.total[0] -= this.model.unserved[order];
  }

  private leaveOut(order: number): void {
    this.courierOf[order] = -1;
    this.absent.add(order);
    this.total[0] += this.model.unserved[order];
  }

  /** Takes `length` orders out of the courier's queue, from place `first` on; blocks left empty go. */
  removeString(courier: number, first: number, length: number): void {
    const row = courier * this.blockStride;
    const base = courier * this.queueSize;
    const planned = this.numPlanned(courier);
    for (let i = first; i < first + length; i++) this.leaveOut(this.queue[base + i]);
    for (let i = first + length; i < planned; i++) this.queue[base + i - length] = this.queue[base + i];
    const last = first + length;
    let kept = 0;
    let changed = 0;
    for (let b = 1; b <= this.numBlocks[courier]; b++) {
      const end = this.start[row + b];
      if (end <= first) changed = b;
      const moved = end <= first ? end : end >= last ? end - length : first;
      if (moved > this.start[row + kept]) this.start[row + ++kept] = moved;
    }
    this.numBlocks[courier] = kept;
    this.refresh(courier, changed);
  }

  /** Times and prices a courier's queue anew, from block `changed` on. */
  private refresh(courier: number, changed: number): void {
    this.total[0] -= this.courierCost[courier];
    this.timetable.write(courier, changed);
    this.total[0] += this.courierCost[courier];
    this.touch(courier);
  }

  /** Prices a courier's queue anew after its pay or its limits have changed in the problem. */
  reprice(courier: number): void {
    this.refresh(courier, 0);
  }

  private touch(courier: number): void {
    if (this.isTouched[courier] === 1) return;
    this.isTouched[courier] = 1;
    this.touched[this.numTouched++] = courier;
  }

  /** True when a courier changed since the last sync has a queue that is not feasible. */
  isBroken(): boolean {
    for (let i = 0; i < this.numTouched; i++) if (this.broken[this.touched[i]] === 1) return true;
    return false;
  }

  /** Makes `other` equal to this, where only couriers touched here differ. */
  syncTo(other: Solution): void {
    for (let i = 0; i < this.numTouched; i++) other.copyCourier(this, this.touched[i]);
    other.copyAbsent(this);
    this.clearTouched();
  }

  /** Undoes everything since the last sync with `other`. */
  revertTo(other: Solution): void {
    for (let i = 0; i < this.numTouched; i++) this.copyCourier(other, this.touched[i]);
    this.copyAbsent(other);
    this.clearTouched();
  }

  /** Makes this a copy of `other`. */
  copyFrom(other: Solution): void {
    for (let courier = 0; courier < this.numBlocks.length; courier++) this.copyCourier(other, courier);
    this.copyAbsent(other);
  }

  private clearTouched(): void {
    for (let i = 0; i < this.numTouched; i++) this.isTouched[this.touched[i]] = 0;
    this.numTouched = 0;
  }

  private copyCourier(other: Solution, courier: number): void {
    const { hasTimed } = this.model;
    const blocks = other.numBlocks[courier];
    const row = courier * this.blockStride;
    const base = courier * this.queueSize;
    for (let b = 0; b <= blocks; b++) this.start[row + b] = other.start[row + b];
    for (let r = row * RECORD; r < (row + blocks) * RECORD; r++) this.record[r] = other.record[r];
    for (let p = row * PLACES; p < (row + blocks) * PLACES; p++) this.places[p] = other.places[p];
    for (let i = base; i < base + other.start[row + blocks]; i++) {
      const order = other.queue[i];
      this.queue[i] = order;
      this.courierOf[order] = courier;
      this.drop[order] = other.drop[order];
      this.dropCost[order] = other.dropCost[order];
      this.offset[order] = other.offset[order];
      if (hasTimed) this.door[order] = other.door[order];
    }
    this.numBlocks[courier] = blocks;
    this.courierCost[courier] = other.courierCost[courier];
    this.nextCost[courier] = other.nextCost[courier];
    this.broken[courier] = other.broken[courier];
  }

  private copyAbsent(other: Solution): void {
    this.absent.copyFrom(other.absent);
    for (let i = 0; i < this.absent.count; i++) this.courierOf[this.absent.orders[i]] = -1;
    this.total[0] = other.total[0];
  }

  unload(): BlockPlan {
    const plan: number[][][] = [];
    for (let courier = 0; courier < this.numBlocks.length; courier++) {
      const row = courier * this.blockStride;
      const base = courier * this.queueSize;
      const blocks: number[][] = [];
      for (let b = 0; b < this.numBlocks[courier]; b++) {
        blocks.push([...this.queue.subarray(base + this.start[row + b], base + this.start[row + b + 1])]);
      }
      plan.push(blocks);
    }
    return plan;
  }

  /** The orders that nobody carries, ascending. */
  unassigned(): readonly number[] {
    return [...this.absent.orders.subarray(0, this.absent.count)].sort((a, b) => a - b);
  }
}
