// The API as this page asks it: the typed client, with the token of whoever is signed in.
import { makeClient, type Outcome, type RouteKey, UnexpectedAnswer } from '../../../shared/client/client.ts';
import { store } from './state.ts';

const TOKEN = 'rebatch-token';

/** Kept as long as the tab is open. */
export const keepToken = (token: string): void => sessionStorage.setItem(TOKEN, token);

export const api = makeClient({
  url: location.origin,
  retries: 2,
  headers: (): Record<string, string> => {
    const token = sessionStorage.getItem(TOKEN);
    return token === null ? {} : { Authorization: `Bearer ${token}` };
  },
});

/** What came of a call; null: nothing to be used, and the page says why. */
export async function heard<K extends RouteKey>(call: Promise<Outcome<K>>): Promise<Outcome<K> | null> {
  try {
    const outcome = await call;
    if (outcome.kind === 'problem') {
      store.set({ connection: { kind: 'problem', problem: outcome.problem } });
      return null;
    }
    store.set({ connection: { kind: 'live' }, heardAtMs: Date.now() });
    return outcome;
  } catch (error) {
    const isUnauthorized = error instanceof UnexpectedAnswer && (error.status === 401 || error.status === 403);
    const why = error instanceof Error ? error.message : String(error);
    store.set({ connection: isUnauthorized ? { kind: 'unauthorized' } : { kind: 'unreachable', why } });
    return null;
  }
}
