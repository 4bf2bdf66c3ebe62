// A line that says that something was done, and goes by itself; screen readers read it out.
import { byId } from '../draw/dom.ts';

const SHOWN_MS = 5000;
let timer = 0;

export function say(text: string): void {
  const toast = byId('toast');
  toast.textContent = text;
  toast.classList.add('shown');
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove('shown'), SHOWN_MS);
}
