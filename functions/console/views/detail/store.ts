// A store in words: what waits there, and what if it ran late.
import { el } from '../../draw/dom.ts';
import { clock } from '../../model/format.ts';
import type { Model } from '../../model/model.ts';
import type { Answers } from './answers.ts';
import { facts, link, question } from './facts.ts';

const MOST_SHOWN = 50;

export function storeDetail(storeId: string, { orders, revision }: Model, answers: Answers): readonly Node[] {
  const waiting = orders.filter((row) => row.storeId === storeId && row.risk !== 'done' && row.stage !== 'picked_up');
  return [
    el('h2', {}, `Store ${storeId}`),
    facts({ 'Orders that wait': String(waiting.length) }),
    el(
      'ul',
      { class: 'stops' },
      ...waiting
        .slice(0, MOST_SHOWN)
        .map(({ orderId, readyAt }) => el('li', {}, `${clock(readyAt)} `, link('order', orderId))),
    ),
    ...(revision === null
      ? [
          question('What if it ran 10 minutes late?', () => {
            void answers.askReplan({ ask: 'store_late', storeId, minutes: 10 });
          }),
        ]
      : []),
  ];
}
