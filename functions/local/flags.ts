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

/** Reads a whole number in a range. */
export const wholeFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^[1-9]\d*$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`give a whole number from ${least} to ${most}.`);
  };

/** Threads, and searches side by side. */
export const parseThreads = wholeFrom(1, 8);

export function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new InvalidArgumentError('give a regular expression.');
  }
}
