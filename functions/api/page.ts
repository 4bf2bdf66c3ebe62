// A page of a list that is sorted by a key: the cursor is the key of the last item before it, so items that come and go
// meanwhile neither shift a page nor come twice.
import { compareText } from '../../shared/kernel/compare-text.ts';

export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): { readonly items: readonly T[]; readonly next: string | null } {
  const rest = cursor === undefined ? sorted : sorted.filter((item) => compareText(keyOf(item), cursor) > 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last === undefined || rest.length <= limit ? null : keyOf(last) };
}
