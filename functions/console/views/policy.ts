// The weights by which the zone is planned, and what another set of them would change now: a question, nothing is kept.
import { el, fill } from '../draw/dom.ts';
import { loadPolicy, replan } from '../live/actions.ts';
import { type State, store } from '../live/state.ts';
import type { Policy } from '../model/types.ts';
import { weightWords } from '../model/words.ts';
import { replanned } from './replanned.ts';

let drawn: Policy | null = null;

export function startPolicy(panel: HTMLElement): void {
  store.watch(
    ({ side, policy, live }) => [side, policy, live?.policy.version],
    ({ side, policy }) => {
      if (side !== 'policy') {
        drawn = null;
        return;
      }
      void loadPolicy();
      if (policy === null) fill(panel, el('h2', {}, 'Policy'), el('p', { class: 'quiet' }, 'Asking …'));
      else if (policy !== drawn) draw(panel, policy, store.get());
      drawn = policy;
    },
  );
}

function draw(panel: HTMLElement, policy: Policy, { live }: State): void {
  const answer = el('div', { 'aria-live': 'polite' });
  const inputs = Object.entries(policy.weights).map(([name, value]) => ({
    name,
    value,
    input: el('input', { type: 'number', id: `weight-${name}`, min: 0, step: 'any', value }),
  }));
  const form = el(
    'form',
    { class: 'weights' },
    ...inputs.flatMap(({ name, input }) => [el('label', { for: `weight-${name}` }, weightWords(name)), input]),
    el(
      'div',
      { class: 'buttons' },
      el('button', { type: 'submit', class: 'primary' }, 'What if?'),
      el('button', { type: 'reset' }, 'As it is'),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const changed = inputs.filter(({ value, input }) => Number(input.value) !== value);
    void tryWeights(answer, Object.fromEntries(changed.map(({ name, input }) => [name, Number(input.value)])));
  });
  fill(
    panel,
    el('h2', {}, `Policy ${policy.policyId}, version ${policy.version}`),
    el(
      'p',
      { class: 'quiet' },
      `Points for each. Another version is written by PUT /v1/policies/${policy.policyId}/versions/N${live?.settings.policy.rollout ? ', and comes by rollout' : ''}.`,
    ),
    form,
    answer,
  );
}

async function tryWeights(answer: HTMLElement, weights: Readonly<Record<string, number>>): Promise<void> {
  if (Object.keys(weights).length === 0) return fill(answer, el('p', { class: 'quiet' }, 'Change a weight first.'));
  fill(answer, el('p', { class: 'quiet' }, 'Planning it twice …'));
  const said = await replan({ ask: 'weights', weights });
  fill(answer, ...(typeof said === 'string' ? [el('p', { class: 'fault' }, said)] : replanned(said)));
}
