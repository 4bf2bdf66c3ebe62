// Which route a method and a path lead to. No path fits two routes of one method; a test sees to that.
import { ROUTE_KEYS, type RouteKey } from '../../shared/adapters/http/routes.ts';

interface Pattern {
  readonly key: RouteKey;
  readonly method: string;
  readonly segments: readonly string[];
}

export type Found =
  | { readonly kind: 'route'; readonly key: RouteKey; readonly values: Readonly<Record<string, string>> }
  /** The path is known, with other methods. */
  | { readonly kind: 'method-unknown'; readonly methods: readonly string[] }
  | { readonly kind: 'route-unknown' };

const PATTERNS: readonly Pattern[] = ROUTE_KEYS.map(toPattern);

export function findRoute(method: string, path: string): Found {
  const segments = path.split('/').slice(1);
  const fitting = PATTERNS.filter((pattern) => fits(pattern, segments));
  const found = fitting.find((pattern) => pattern.method === method);
  if (found !== undefined) return { kind: 'route', key: found.key, values: valuesOf(found, segments) };
  if (fitting.length === 0) return { kind: 'route-unknown' };
  return { kind: 'method-unknown', methods: fitting.map((pattern) => pattern.method).sort() };
}

function toPattern(key: RouteKey): Pattern {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, segments: path.split('/').slice(1) };
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

const fits = (pattern: Pattern, segments: readonly string[]): boolean =>
  pattern.segments.length === segments.length &&
  pattern.segments.every((segment, index) =>
    isParameter(segment) ? segments[index] !== '' : segment === segments[index],
  );

const valuesOf = (pattern: Pattern, segments: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pattern.segments.flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), decoded(segments[index] ?? '')]] : [],
    ),
  );

/** As it is where it cannot be decoded: no parameter may have a percent sign, so it is refused with the others. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
