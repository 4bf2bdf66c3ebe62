// The line at the top: which zone, what time it is there, how fresh all this is, and the kill switch.
import { forgetColours } from '../draw/colours.ts';
import { byId, el, fill } from '../draw/dom.ts';
import { freeze } from '../live/actions.ts';
import { keepToken } from '../live/api.ts';
import { ask as askAgain, begin, follow } from '../live/follow.ts';
import { type State, store } from '../live/state.ts';
import { clock, duration } from '../model/format.ts';
import { ask } from './dialog.ts';
import { say } from './toast.ts';

/** No answer for so long: what is shown may not be so any more. */
const STALE_MS = 15_000;
const THEME = 'rebatch-theme';

export function startHeader(): void {
  const zones = byId<HTMLSelectElement>('zone');
  zones.addEventListener('change', () => follow(zones.value));
  store.watch(
    ({ zones: all, zoneId }) => [all, zoneId],
    ({ zones: all, zoneId }) =>
      fill(
        zones,
        ...all.map((one) => el('option', { value: one.zoneId, selected: one.zoneId === zoneId }, one.zoneId)),
      ),
  );
  byId('freeze').addEventListener('click', askToFreeze);
  byId('banner-resume').addEventListener('click', askToFreeze);
  byId('theme').addEventListener('click', switchTheme);
  byId('sign-in').addEventListener('submit', signIn);
  store.watch(
    ({ live, connection, heardAtMs, model }) => [live, connection, heardAtMs, model],
    (state) => draw(state),
  );
  setInterval(() => draw(store.get()), 1000);
}

function draw({ live, connection, heardAtMs, model }: State): void {
  const silentMs = heardAtMs === 0 ? 0 : Date.now() - heardAtMs;
  const isStale = live !== null && silentMs > STALE_MS;
  const status = byId('status');
  status.textContent = statusWords(connection, isStale, silentMs);
  status.className = `status-pill ${connection.kind === 'live' && !isStale ? 'is-live' : connection.kind === 'loading' ? '' : 'is-bad'}`;
  byId('now').textContent = model === null ? '' : clock(model.at);
  const isFrozen = live?.frozen === true;
  byId('freeze').textContent = isFrozen ? 'Resume planning' : 'Freeze planning';
  byId<HTMLButtonElement>('freeze').disabled = live === null;
  byId('banner-frozen').hidden = !isFrozen;
  byId('banner-frozen-text').textContent = isFrozen
    ? `Planning is frozen since ${clock(live.frozenAt)}. Facts are recorded; the plan stays as it is.`
    : '';
  drawTrouble(connection, isStale, silentMs);
  document.body.classList.toggle('loading', live === null && connection.kind !== 'unauthorized');
}

function statusWords(connection: State['connection'], isStale: boolean, silentMs: number): string {
  if (isStale) return `stale, ${duration(silentMs / 1000)}`;
  const words = {
    loading: 'loading',
    live: 'live',
    problem: 'problem',
    unreachable: 'no answer',
    unauthorized: 'sign in',
  };
  return words[connection.kind];
}

function drawTrouble(connection: State['connection'], isStale: boolean, silentMs: number): void {
  const trouble = byId('banner-trouble');
  const text =
    connection.kind === 'problem'
      ? `${connection.problem.code}: ${connection.problem.cause}. ${connection.problem.action}`
      : connection.kind === 'unreachable'
        ? `The API does not answer (${connection.why}). Trying again.`
        : isStale
          ? `Nothing new for ${duration(silentMs / 1000)}: what is shown may not be so any more.`
          : '';
  trouble.hidden = text === '';
  if (byId('banner-trouble-text').textContent !== text) byId('banner-trouble-text').textContent = text;
  byId('sign-in').hidden = connection.kind !== 'unauthorized';
}

function askToFreeze(): void {
  const { live, zoneId } = store.get();
  if (live === null) return;
  const isFrozen = live.frozen;
  ask({
    title: isFrozen ? `Resume planning of ${zoneId}?` : `Freeze planning of ${zoneId}?`,
    body: [
      el(
        'p',
        {},
        isFrozen
          ? 'The next plan takes up everything that was recorded meanwhile.'
          : 'No plan is committed until planning is resumed: nothing is offered, moved or taken back. What couriers and customers report is recorded.',
      ),
    ],
    action: isFrozen ? 'Resume' : 'Freeze',
    isDangerous: !isFrozen,
    onYes: async () => {
      const why = await freeze(!isFrozen);
      if (why === null) say(isFrozen ? 'Planning goes on.' : 'Planning is frozen.');
      return why;
    },
  });
}

export function switchTheme(): void {
  const isDark = document.documentElement.dataset.theme === 'dark';
  applyTheme(isDark ? 'light' : 'dark');
  localStorage.setItem(THEME, isDark ? 'light' : 'dark');
}

export function startTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = localStorage.getItem(THEME);
  applyTheme(chosen === 'dark' || (chosen === null && system.matches) ? 'dark' : 'light');
  system.addEventListener('change', ({ matches }) => {
    if (localStorage.getItem(THEME) === null) applyTheme(matches ? 'dark' : 'light');
  });
}

function applyTheme(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme;
  forgetColours();
  dispatchEvent(new Event(THEME));
}

function signIn(event: Event): void {
  event.preventDefault();
  const input = byId<HTMLInputElement>('token');
  keepToken(input.value.trim());
  input.value = '';
  store.set({ connection: { kind: 'loading' } });
  if (store.get().zoneId === null) void begin();
  else askAgain();
}
