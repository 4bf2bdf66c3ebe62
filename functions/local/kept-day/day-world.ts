// The world of a day that may be ended at any moment and go on later: it notes its inputs before it acts on them, and is
// the same again when they are repeated. What it emitted and the queues did not confirm is emitted again; its events have
// the same ids then, and their consumers do not mind.
import { Random } from '../../../shared/kernel/random.ts';
import type { EpochSeconds } from '../../../shared/kernel/units.ts';
import type { Day } from '../../../shared/sim/day.ts';
import { type Emission, World } from '../../../shared/sim/world.ts';
import type { WorldLog } from '../../../shared/sim/world-log.ts';
import { LocalStackError } from '../stack/local-stack.ts';
import type { Entry } from './entry.ts';

/** Where a day stands that was begun before. */
export interface Standing {
  /** Where the clock went last. */
  readonly at: EpochSeconds;
  /** Up to here everything had come to rest. */
  readonly restedAt: EpochSeconds;
  /** What the queues may not have got. */
  readonly untaken: Emission;
}

const NOTHING: Emission = { events: [], positions: [] };

export class DayWorld {
  /** Null: the day begins. */
  readonly standing: Standing | null;
  private readonly world: World;
  private readonly note: (entry: Entry) => void;

  /** @param past what was noted before @param note keeps an entry for good before it returns */
  constructor(day: Day, seed: number, past: readonly Entry[] = [], note: (entry: Entry) => void = () => {}) {
    this.world = new World(day, {}, new Random(seed));
    this.standing = repeat(this.world, day, past);
    this.note = note;
  }

  get log(): WorldLog {
    return this.world.log;
  }

  done(): boolean {
    return this.world.done();
  }

  nextAt(): EpochSeconds | null {
    return this.world.nextAt();
  }

  /** Before the stack's clock goes to `at`, so that no clock has ever been further than the journal. */
  advance(at: EpochSeconds): Emission {
    this.note({ kind: 'moment', at });
    return this.world.advance(at);
  }

  /** The message may be deleted from its queue when this returns. */
  receive(message: Extract<Entry, { kind: 'change' }>['message'], at: EpochSeconds): Emission {
    this.note({ kind: 'change', at, message });
    return this.world.receive(message, at);
  }

  /** The queues have all of `emission`, which is all that has not been confirmed. */
  taken({ events, positions }: Emission): void {
    if (events.length + positions.length === 0) return;
    this.note({ kind: 'taken', events: events.length, positions: positions.length });
  }
}

/** Lets a new world live through what was noted. */
function repeat(world: World, day: Day, past: readonly Entry[]): Standing | null {
  const moments = past.flatMap((entry) => (entry.kind === 'moment' ? [entry.at] : []));
  const at = moments.at(-1);
  if (at === undefined) return null;
  let untaken = NOTHING;
  for (const entry of past) {
    if (entry.kind === 'moment') untaken = join(untaken, world.advance(entry.at));
    if (entry.kind === 'change') untaken = join(untaken, world.receive(entry.message, entry.at));
    if (entry.kind !== 'taken') continue;
    if (entry.events !== untaken.events.length || entry.positions !== untaken.positions.length) throw diverged();
    untaken = NOTHING;
  }
  return { at, restedAt: moments.at(-2) ?? day.fromAt, untaken };
}

const join = (one: Emission, other: Emission): Emission => ({
  events: [...one.events, ...other.events],
  positions: [...one.positions, ...other.positions],
});

function diverged(): LocalStackError {
  return new LocalStackError(
    'KEPT_DAY_DIVERGED',
    'The world does not do again what the journal says it did.',
    'The code of the world has changed since the day was begun: go on with that code, or name another folder.',
  );
}
