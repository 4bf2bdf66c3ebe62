// Before an order is pinned to a courier: what that costs, when it is at the door, and what would be cheaper.
import { el } from '../draw/dom.ts';
import { pin, whereItFits } from '../live/actions.ts';
import { store } from '../live/state.ts';
import { clock, duration, signedPoints } from '../model/format.ts';
import type { Fit } from '../model/types.ts';
import { blockedWords, termWords } from '../model/words.ts';
import { ask, askInstead, type Question } from './dialog.ts';
import { say } from './toast.ts';

export function askToPin(orderId: string, courierId: string): void {
  if (store.get().past !== null) {
    say('This is a plan of the past: go back to live to pin.');
    return;
  }
  const title = `Pin ${orderId} to ${courierId}?`;
  const waiting = { title, body: [el('p', { class: 'quiet' }, 'Asking what that costs …')] };
  ask(waiting);
  void whereItFits(orderId).then((answer) => {
    const question =
      typeof answer === 'string' ? { title, body: [el('p', {}, answer)] } : costOf(title, orderId, courierId, answer);
    askInstead(waiting, question);
  });
}

function costOf(title: string, orderId: string, courierId: string, answer: Fit): Question {
  const option = answer.options.find((one) => one.courierId === courierId);
  const blocked = answer.blocked.find((one) => one.courierId === courierId);
  const [best] = answer.options;
  const action = {
    action: `Pin to ${courierId}`,
    onYes: async () => {
      const why = await pin(orderId, courierId);
      if (why === null) say(`${orderId} is pinned to ${courierId}; the next plan takes it up.`);
      return why;
    },
  };
  if (option === undefined) {
    const why =
      blocked === undefined ? `${courierId} cannot carry it as things are.` : `In the way of ${blockedWords(blocked)}.`;
    const warning = 'Pinned to a courier who cannot carry it, it stays without one.';
    return { title, body: [el('p', {}, why), el('p', {}, warning)], isDangerous: true, ...action };
  }
  const isDearer = best !== undefined && best.courierId !== courierId;
  return {
    title,
    body: [
      el(
        'dl',
        { class: 'facts' },
        el('dt', {}, 'At the door'),
        el(
          'dd',
          {},
          `${clock(option.dropoffAt)}${option.lateSec > 0 ? `, ${duration(option.lateSec)} late` : ', on time'}`,
        ),
        el('dt', {}, 'Cost'),
        el('dd', {}, `${signedPoints(option.cost)} points`),
        ...Object.entries(option.terms).flatMap(([term, amount]) => [
          el('dt', { class: 'minor' }, termWords(term)),
          el('dd', { class: 'minor' }, signedPoints(amount ?? 0)),
        ]),
      ),
      el(
        'p',
        {},
        isDearer
          ? `${best.courierId} would be cheapest: ${signedPoints(best.cost)} points, at the door at ${clock(best.dropoffAt)}. This pin costs ${signedPoints(option.cost - best.cost)} more.`
          : 'Nobody would be cheaper.',
      ),
      el(
        'p',
        { class: 'quiet' },
        'Nobody else gets it until the pin is taken off. A courier who has accepted it keeps it.',
      ),
    ],
    isDangerous: option.lateSec > 0,
    ...action,
  };
}

export function askToUnpin(orderId: string, courierId: string): void {
  ask({
    title: `Take the pin off ${orderId}?`,
    body: [
      el('p', {}, `It is pinned to ${courierId}. Without the pin the next plan gives it to whoever suits it best.`),
    ],
    action: 'Take it off',
    onYes: () => pin(orderId, null),
  });
}
