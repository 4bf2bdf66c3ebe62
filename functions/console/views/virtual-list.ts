// A list of any length of which only the rows in sight are elements. Rows of one height; arrows move the selection; an
// update keeps the elements of rows that are the same, so that nothing flickers and the focus stays.
import { el } from '../draw/dom.ts';
import { scrollFor, windowOf } from '../model/rows.ts';

export interface ListOptions<T> {
  readonly label: string;
  readonly rowHeight: number;
  readonly keyOf: (item: T) => string;
  /** What the row shows, as text: rows with the same are not drawn again. */
  readonly stateOf: (item: T) => string;
  readonly draw: (item: T) => readonly Node[];
  readonly onSelect: (item: T) => void;
  readonly onRow?: (row: HTMLElement, item: T) => void;
}

export class VirtualList<T> {
  readonly element: HTMLElement;
  private readonly options: ListOptions<T>;
  private readonly inner = el('div', { class: 'rows', role: 'presentation' });
  private readonly rows = new Map<string, { readonly element: HTMLElement; readonly state: string }>();
  private items: readonly T[] = [];
  private selected: string | null = null;

  constructor(options: ListOptions<T>) {
    this.options = options;
    this.element = el('div', { class: 'list', role: 'listbox', tabindex: 0, 'aria-label': options.label }, this.inner);
    this.element.addEventListener('scroll', () => this.drawRows());
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => this.drawRows()).observe(this.element);
  }

  show(items: readonly T[], selected: string | null): void {
    const hasMoved = selected !== this.selected;
    this.items = items;
    this.selected = selected;
    this.inner.style.height = `${items.length * this.options.rowHeight}px`;
    const index = items.findIndex((item) => this.options.keyOf(item) === selected);
    if (hasMoved && index >= 0) this.reveal(index);
    this.element.setAttribute('aria-activedescendant', index >= 0 ? this.idOf(selected ?? '') : '');
    this.drawRows();
  }

  /** The next or the one before. */
  step(by: number): void {
    const index = this.items.findIndex((item) => this.options.keyOf(item) === this.selected);
    const wanted = Math.min(this.items.length - 1, Math.max(0, index + by));
    const item = this.items[wanted];
    if (item !== undefined) this.options.onSelect(item);
  }

  private reveal(index: number): void {
    const { scrollTop, clientHeight } = this.element;
    const top = scrollFor(index, scrollTop, clientHeight, this.options.rowHeight);
    if (top !== null) this.element.scrollTop = top;
  }

  private drawRows(): void {
    const { keyOf, rowHeight } = this.options;
    const { first, end } = windowOf(this.element.scrollTop, this.element.clientHeight, rowHeight, this.items.length);
    const shown = new Set<string>();
    for (let index = first; index < end; index++) {
      const item = this.items[index];
      if (item === undefined) continue;
      shown.add(keyOf(item));
      this.drawRow(item, index);
    }
    for (const [key, { element }] of this.rows) {
      if (shown.has(key)) continue;
      element.remove();
      this.rows.delete(key);
    }
  }

  private drawRow(item: T, index: number): void {
    const { keyOf, stateOf, rowHeight } = this.options;
    const key = keyOf(item);
    const state = stateOf(item);
    const known = this.rows.get(key);
    const element = known?.state === state ? known.element : this.makeRow(item, known?.element);
    if (known?.state !== state) this.rows.set(key, { element, state });
    element.style.transform = `translateY(${index * rowHeight}px)`;
    element.setAttribute('aria-selected', String(key === this.selected));
    element.setAttribute('aria-setsize', String(this.items.length));
    element.setAttribute('aria-posinset', String(index + 1));
    if (element.parentElement === null) this.inner.append(element);
  }

  private makeRow(item: T, old: HTMLElement | undefined): HTMLElement {
    const { keyOf, draw, onSelect, onRow, rowHeight } = this.options;
    if (old !== undefined) {
      old.replaceChildren(...draw(item));
      return old;
    }
    const key = keyOf(item);
    const row = el('div', { class: 'row', role: 'option', id: this.idOf(key) }, ...draw(item));
    row.style.height = `${rowHeight}px`;
    row.addEventListener('click', () => {
      const current = this.items.find((one) => keyOf(one) === key);
      if (current !== undefined) onSelect(current);
    });
    onRow?.(row, item);
    return row;
  }

  private onKey(event: KeyboardEvent): void {
    const ways: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -1e9,
      End: 1e9,
    };
    const by = ways[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.step(by);
  }

  private idOf(key: string): string {
    return `${this.options.label.toLowerCase().replaceAll(/\W+/g, '-')}-${encodeURIComponent(key)}`;
  }
}
