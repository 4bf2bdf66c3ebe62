// Keys for whoever has the console open all day. They do not count while somebody types.
import { byId, el } from '../draw/dom.ts';
import { goLive, select, step } from '../live/actions.ts';
import { store } from '../live/state.ts';
import { ask } from './dialog.ts';
import { switchTheme } from './header.ts';
import { stepInList } from './lists.ts';

const KEYS: readonly (readonly [key: string, what: string, run: () => void])[] = [
  ['/', 'search', () => byId('search').focus()],
  ['j', 'next in the list', () => stepInList(1)],
  ['k', 'the one before', () => stepInList(-1)],
  ['f', 'where would the selected order fit?', () => document.getElementById('where-fits')?.click()],
  ['1', 'orders', () => store.set({ list: 'orders' })],
  ['2', 'unassigned', () => store.set({ list: 'unassigned' })],
  ['3', 'couriers', () => store.set({ list: 'couriers' })],
  ['d', 'detail', () => store.set({ side: 'detail' })],
  ['r', 'revisions', () => store.set({ side: 'revision' })],
  ['p', 'policy', () => store.set({ side: 'policy' })],
  ['[', 'revision before', () => step(-1)],
  [']', 'next revision', () => step(1)],
  ['l', 'back to live', goLive],
  ['m', 'the whole zone on the map', () => byId('map-fit').click()],
  ['t', 'light or dark', switchTheme],
  ['?', 'these keys', showKeys],
  ['Escape', 'nothing selected', () => select(null)],
];

export function startKeys(): void {
  byId('help').addEventListener('click', showKeys);
  addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || byId<HTMLDialogElement>('dialog').open) return;
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (isTyping && key === 'Escape') target.blur();
    if (isTyping) return;
    const found = KEYS.find(([one]) => one === key);
    if (found === undefined) return;
    event.preventDefault();
    found[2]();
  });
}

function showKeys(): void {
  ask({
    title: 'Keys',
    body: [
      el(
        'dl',
        { class: 'facts keys' },
        ...KEYS.flatMap(([key, what]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)]),
      ),
      el(
        'p',
        { class: 'quiet' },
        'On the map: arrows move, + and − zoom, 0 shows all. Orders can be dragged onto a courier in a list, the map or the timeline.',
      ),
    ],
  });
}
