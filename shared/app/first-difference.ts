// Where two values that should be the same begin to differ, in words.

export interface Difference {
  /** As in plan.routes[2].stops[0].arriveAt. */
  readonly where: string;
  /** Both as JSON, cut where they are long. */
  readonly kept: string;
  readonly replayed: string;
}

const MOST_SHOWN = 120;

/** Null: both have the same JSON, byte for byte. Fields are looked at in the order of the first value, then of the second. */
export function firstDifference(kept: unknown, replayed: unknown, where: string): Difference | null {
  const [a, b] = [JSON.stringify(kept), JSON.stringify(replayed)];
  if (a === b) return null;
  if (!isObject(kept) || !isObject(replayed) || Array.isArray(kept) !== Array.isArray(replayed))
    return { where, kept: shown(a), replayed: shown(b) };
  const names = new Set([...Object.keys(kept), ...Object.keys(replayed)]);
  for (const name of names) {
    const place = Array.isArray(kept) ? `${where}[${name}]` : where === '' ? name : `${where}.${name}`;
    const difference = firstDifference(kept[name], replayed[name], place);
    if (difference !== null) return difference;
  }
  return { where: `the order of the fields of ${where}`, kept: shown(a), replayed: shown(b) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function shown(json: string | undefined): string {
  if (json === undefined) return 'nothing';
  return json.length > MOST_SHOWN ? `${json.slice(0, MOST_SHOWN)}...` : json;
}
