// What is selected, in words, with the questions that can be asked about it and their answers.
import { el, fill } from '../draw/dom.ts';
import { type Selection, type State, store } from '../live/state.ts';
import type { Model } from '../model/model.ts';
import { Answers } from './detail/answers.ts';
import { batchDetail } from './detail/batch.ts';
import { courierDetail } from './detail/courier.ts';
import { orderDetail } from './detail/order.ts';
import { storeDetail } from './detail/store.ts';

export function startDetail(panel: HTMLElement): void {
  const answers = new Answers(() => draw(panel, answers, store.get()));
  store.watch(
    ({ model, selection, explained, side }) => [model, selection, explained, side],
    (state) => draw(panel, answers, state),
  );
}

function draw(panel: HTMLElement, answers: Answers, { model, selection, explained, side }: State): void {
  if (side !== 'detail') return;
  if (model === null || selection === null) {
    fill(panel, ...nothing());
    return;
  }
  const said = answers.about(`${selection.kind} ${selection.id}`);
  // Somebody may be reading further down.
  const { scrollTop } = panel;
  fill(panel, ...(detailOf(model, selection, explained, answers) ?? gone(selection.id)), ...said);
  panel.scrollTop = scrollTop;
}

function detailOf(
  model: Model,
  { kind, id }: NonNullable<Selection>,
  explained: State['explained'],
  answers: Answers,
): readonly Node[] | null {
  switch (kind) {
    case 'store':
      return storeDetail(id, model, answers);
    case 'courier': {
      const row = model.courierById.get(id);
      return row === undefined ? null : courierDetail(row, model, answers);
    }
    case 'batch': {
      const row = model.batchById.get(id);
      return row === undefined ? null : batchDetail(row, model);
    }
    case 'order': {
      const row = model.orderById.get(id);
      return row === undefined ? null : orderDetail(row, explained, model, answers);
    }
  }
}

const nothing = (): readonly Node[] => [
  el('h2', {}, 'Nothing selected'),
  el(
    'p',
    { class: 'quiet' },
    'Choose an order, a courier or a store: in a list, on the map or in the timeline. Drag an order onto a courier to see what that would cost.',
  ),
];

const gone = (id: string): readonly Node[] => [
  el('h2', {}, id),
  el(
    'p',
    { class: 'quiet' },
    'It is not in this state of the zone. Ten minutes after its end an order is in the archive; a batch that changes gets another name.',
  ),
];
