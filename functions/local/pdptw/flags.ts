// Values of command line flags, strictly read.
import { InvalidArgumentError } from 'commander';

export function parseWhole(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('give a whole number from 0 on, of 15 digits at most.');
}

export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds >= 0.01 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('give seconds from 0.01 to 86400.');
}

/** Threads, and searches side by side. */
export function parseThreads(text: string): number {
  if (/^[1-8]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('give a whole number from 1 to 8.');
}
