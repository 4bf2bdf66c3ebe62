// Answers to questions about what is selected: they stay below it while the zone goes on, and go with the selection.
import { el } from '../../draw/dom.ts';
import { replan, whereItFits } from '../../live/actions.ts';
import type { OrderRow } from '../../model/model.ts';
import { optionOf } from '../explanation.ts';
import { replanned } from '../replanned.ts';

const MOST_OPTIONS = 12;

/** Told by whoever asks; `onAnswer` is called when there is something else to show. */
export class Answers {
  private of = '';
  private shown: readonly Node[] = [];
  private readonly onAnswer: () => void;

  constructor(onAnswer: () => void) {
    this.onAnswer = onAnswer;
  }

  /** What was answered about it. */
  about(selected: string): readonly Node[] {
    if (this.of !== selected) {
      this.of = selected;
      this.shown = [];
    }
    return this.shown;
  }

  readonly askReplan = async (question: Parameters<typeof replan>[0]): Promise<void> => {
    const { of } = this;
    this.show(of, [waiting('Planning it twice …')]);
    const said = await replan(question);
    this.show(of, typeof said === 'string' ? [fault(said)] : replanned(said));
  };

  readonly askFit = async (row: OrderRow): Promise<void> => {
    const { of } = this;
    this.show(of, [waiting('Asking …')]);
    const said = await whereItFits(row.orderId);
    this.show(
      of,
      typeof said === 'string' ? [fault(said)] : [el('h3', {}, 'Where it would fit'), optionsOf(row, said)],
    );
  };

  private show(of: string, nodes: readonly Node[]): void {
    if (this.of !== of) return;
    this.shown = nodes;
    this.onAnswer();
  }
}

const waiting = (text: string): Node => el('p', { class: 'quiet', 'aria-live': 'polite' }, text);
const fault = (text: string): Node => el('p', { class: 'fault' }, text);

const optionsOf = (row: OrderRow, { options }: Exclude<Awaited<ReturnType<typeof whereItFits>>, string>): Node =>
  options.length === 0
    ? el('p', {}, 'Nowhere, as things are.')
    : el(
        'ol',
        { class: 'options', id: 'fit-options' },
        ...options.slice(0, MOST_OPTIONS).map((option) => optionOf(row, option)),
      );
