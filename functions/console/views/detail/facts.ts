// How details are laid out: names and values, and links to what else there is.
import { el } from '../../draw/dom.ts';
import { select } from '../../live/actions.ts';
import type { Selection } from '../../live/state.ts';

/** Values that are null are left out. */
export const facts = (entries: Readonly<Record<string, string | Node | null>>): HTMLElement =>
  el(
    'dl',
    { class: 'facts' },
    ...Object.entries(entries).flatMap(([name, value]) =>
      value === null ? [] : [el('dt', {}, name), el('dd', {}, value)],
    ),
  );

export const link = (kind: NonNullable<Selection>['kind'], id: string, text = id): HTMLElement =>
  el('button', { type: 'button', class: 'link', onclick: () => select({ kind, id }) }, text);

/** Commas between them. */
export const links = (kind: NonNullable<Selection>['kind'], ids: readonly string[]): readonly (Node | string)[] =>
  ids.flatMap((id, index) => (index === 0 ? [link(kind, id)] : [', ', link(kind, id)]));

export const question = (text: string, onAsk: () => void, id?: string): HTMLElement =>
  el('button', { type: 'button', id, onclick: onAsk }, text);

export const listed = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(', '));

export const loadWords = ({ bags, weightG }: { readonly bags: number; readonly weightG: number }): string =>
  `${bags} ${bags === 1 ? 'bag' : 'bags'}, ${(weightG / 1000).toFixed(1)} kg`;
