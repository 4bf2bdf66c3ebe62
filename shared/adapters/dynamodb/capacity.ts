// What the calls to the table have consumed, added up from what it answers: read units of 4 KB, write units of 1 KB.

/** Units of capacity; halves are possible, as a read that is not consistent takes half a unit. */
export interface CapacityUnits {
  readonly read: number;
  readonly write: number;
}

/** As the SDK hands it out: of one call, or of each table of a batch. */
interface Consumed {
  readonly CapacityUnits?: number | undefined;
}

/**
 * A write whose condition failed is charged by the item in its way, one unit at least, and the error does not say how
 * much (AWS, DynamoDB developer guide, "Read and write operations"). Orders and heads take one or two.
 */
const REFUSED_WRITE: Consumed = { CapacityUnits: 1 };

export class Capacity {
  private read = 0;
  private write = 0;

  addRead(consumed: Consumed | undefined): void {
    this.read += consumed?.CapacityUnits ?? 0;
  }

  addWrite(consumed: Consumed | undefined): void {
    this.write += consumed?.CapacityUnits ?? 0;
  }

  addRefusedWrite(): void {
    this.addWrite(REFUSED_WRITE);
  }

  /** What was consumed since the last time somebody asked. */
  take(): CapacityUnits {
    const units: CapacityUnits = { read: this.read, write: this.write };
    this.read = 0;
    this.write = 0;
    return units;
  }
}
