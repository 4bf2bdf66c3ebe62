// Which rows of a long list are to be drawn: those in sight and a few around.

const AROUND = 6;

export interface Window {
  readonly first: number;
  /** The first that is not drawn. */
  readonly end: number;
}

export function windowOf(scrollTop: number, height: number, rowHeight: number, numRows: number): Window {
  const first = Math.max(0, Math.min(numRows, Math.floor(scrollTop / rowHeight)) - AROUND);
  const end = Math.min(numRows, Math.ceil((scrollTop + height) / rowHeight) + AROUND);
  return { first, end: Math.max(first, end) };
}

/** Where to scroll so that a row is in sight; null: it is. */
export function scrollFor(index: number, scrollTop: number, height: number, rowHeight: number): number | null {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : null;
}
