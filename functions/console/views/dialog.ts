// One dialog of the page for whatever has to be read or confirmed; the browser keeps the focus in it and closes it on Escape.
import { byId, el, fill } from '../draw/dom.ts';

export interface Question {
  readonly title: string;
  readonly body: readonly (Node | string)[];
  /** What the button says that does it; without: there is nothing to do. */
  readonly action?: string;
  readonly isDangerous?: boolean;
  /** Null: done; a text: why not. */
  readonly onYes?: () => Promise<string | null>;
}

/** Which question is shown; null: none. */
let shown: Question | null = null;

const dialog = (): HTMLDialogElement => byId<HTMLDialogElement>('dialog');

export function ask(question: Question): void {
  const { title, body, action, isDangerous, onYes } = question;
  shown = question;
  const fault = el('p', { class: 'fault', role: 'alert' });
  const no = el('button', { type: 'button', onclick: close }, action === undefined ? 'Close' : 'Cancel');
  const yes = el('button', { type: 'button', class: isDangerous ? 'danger' : 'primary' }, action ?? '');
  yes.addEventListener('click', async () => {
    yes.disabled = true;
    const why = (await onYes?.()) ?? null;
    yes.disabled = false;
    if (why === null) close();
    else fault.textContent = why;
  });
  const buttons = el('div', { class: 'buttons' }, no, action !== undefined && yes);
  fill(dialog(), el('h2', { id: 'dialog-title' }, title), el('div', { class: 'dialog-body' }, ...body), fault, buttons);
  if (!dialog().open) dialog().showModal();
}

/** Another question in the place of one, unless that was closed meanwhile. */
export function askInstead(of: Question, question: Question): void {
  if (shown === of && dialog().open) ask(question);
}

export function close(): void {
  dialog().close();
}
