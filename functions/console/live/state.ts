// What the page knows: the zone as it was last seen, what of it is looked at, and how fresh it is.
import type { Problem } from '../../../shared/client/client.ts';
import type { Delivery } from '../model/figures.ts';
import type { Model, Selected } from '../model/model.ts';
import type { Difference, Explained, Live, Policy, Revision, RevisionLine, Zone } from '../model/types.ts';
import { Store } from './store.ts';

export type Selection = Selected | null;

export type Connection =
  | { readonly kind: 'loading' }
  | { readonly kind: 'live' }
  /** The API answers, with a problem. */
  | { readonly kind: 'problem'; readonly problem: Pick<Problem, 'code' | 'cause' | 'action'> }
  /** Nothing answers. */
  | { readonly kind: 'unreachable'; readonly why: string }
  /** Somebody has to say who is asking. */
  | { readonly kind: 'unauthorized' };

export interface State {
  readonly zones: readonly Zone[];
  readonly zoneId: string | null;
  readonly connection: Connection;
  readonly live: Live | null;
  /** When the last answer came, in ms of this machine. */
  readonly heardAtMs: number;
  /** Newest first. */
  readonly lines: readonly RevisionLine[];
  /** The number before which older revisions begin; null: there are none. */
  readonly older: number | null;
  /** The revision that is looked at instead of the live state. */
  readonly past: Revision | null;
  readonly difference: Difference | null;
  readonly model: Model | null;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly selection: Selection;
  readonly explained: Explained | null;
  readonly policy: Policy | null;
  readonly search: string;
  readonly list: 'orders' | 'unassigned' | 'couriers';
  readonly side: 'detail' | 'revision' | 'policy';
  /** On a narrow screen, the one view that is shown. */
  readonly view: 'map' | 'timeline' | 'lists' | 'side';
  /** A courier over whom an order is held. */
  readonly dropOn: string | null;
}

export const store = new Store<State>({
  zones: [],
  zoneId: null,
  connection: { kind: 'loading' },
  live: null,
  heardAtMs: 0,
  lines: [],
  older: null,
  past: null,
  difference: null,
  model: null,
  deliveries: new Map(),
  selection: null,
  explained: null,
  policy: null,
  search: '',
  list: 'orders',
  side: 'detail',
  view: 'map',
  dropOn: null,
});
