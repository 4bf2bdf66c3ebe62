// An order in words: where it is, by when it is wanted, and why it is with whom it is.
import { el } from '../../draw/dom.ts';
import type { State } from '../../live/state.ts';
import { clock, slack } from '../../model/format.ts';
import type { Model, OrderRow } from '../../model/model.ts';
import { stageWords } from '../../model/words.ts';
import { explanationOf } from '../explanation.ts';
import { riskBadge } from '../lists.ts';
import { askToUnpin } from '../pin-dialog.ts';
import type { Answers } from './answers.ts';
import { facts, link, listed, loadWords, question } from './facts.ts';

export function orderDetail(
  row: OrderRow,
  explained: State['explained'],
  model: Model,
  answers: Answers,
): readonly Node[] {
  const { orderId, order, courierId, storeId, pinnedTo, offerId } = row;
  const isOpen = row.stage === 'open' || row.stage === 'offered';
  const batch = model.batchById.get(offerId ?? '');
  return [
    el('h2', {}, `Order ${orderId} `, riskBadge(row.risk)),
    facts({
      Stage: row.isHeld ? `${stageWords(row.stage)}, planned and held back` : stageWords(row.stage),
      Courier: courierId === null ? 'nobody' : link('courier', courierId),
      Pinned: pinnedTo === null ? null : `to ${pinnedTo}`,
      Store: storeId === null ? null : link('store', storeId),
      Ready: clock(row.readyAt),
      Promised: `${clock(row.promiseBy)}${order?.hardPromise ? ', at the latest' : ''}`,
      'At the door': row.dropoffAt === null ? 'not planned' : `${clock(row.dropoffAt)}, ${slack(row.slackSec)}`,
      Batch:
        batch === undefined ? null : link('batch', batch.offerId, batchWords(batch.orderIds.length, batch.departAt)),
      Load: order === null ? null : loadWords(order.load),
      Needs: order === null ? null : listed(order.requirements),
      'Declined by': order === null ? null : listed(order.declinedBy),
    }),
    ...(model.revision === null && isOpen
      ? [
          el(
            'div',
            { class: 'buttons' },
            question('Where would it fit?', () => void answers.askFit(row), 'where-fits'),
            pinnedTo !== null && question('Take the pin off', () => askToUnpin(orderId, pinnedTo)),
          ),
        ]
      : []),
    el(
      'section',
      { id: 'explanation', 'aria-label': 'Explanation' },
      el('h3', {}, 'Why'),
      ...explanationOf(row, explained),
    ),
  ];
}

const batchWords = (size: number, departAt: number): string =>
  `${size === 1 ? 'alone' : `${size} orders`}, leaves ${clock(departAt)}`;
