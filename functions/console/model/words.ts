// Codes of the domain in words for a dispatcher. docs/glossary.md defines each; here they are short enough for a list.
import type { Change, Explanation } from './types.ts';

const STAGES: Readonly<Record<string, string>> = {
  planned: 'planned',
  open: 'open',
  offered: 'offered',
  accepted: 'accepted',
  picked_up: 'on board',
  delivered: 'delivered',
  cancelled: 'cancelled',
  failed: 'failed',
};

export const stageWords = (stage: string): string => STAGES[stage] ?? stage;

const REASONS: Readonly<Record<string, string>> = {
  STORE_UNKNOWN: 'Its store has no settings: nobody knows where to pick it up.',
  NO_COURIER_IN_RANGE: 'No courier is on shift with a known position.',
  SKILL: 'No courier on shift has all the skills it asks for.',
  CAPACITY: 'It is too heavy, too large or has too many bags for every courier who has the skills.',
  EXCLUDED: 'The couriers who could carry it are excluded from it, or it is pinned to somebody who cannot.',
  DECLINED_BY_ALL: 'Everybody who could carry it has declined, or left the offer unanswered.',
  UNREACHABLE: 'There is no way for any courier to the store and the door.',
  SHIFT_END: 'Every courier left would be off shift before it is at the door.',
  STORE_CLOSED: 'The store is closed when a courier could be there.',
  WINDOW: 'Nobody can be at the door within its window, and its promise is hard.',
  CLICK_TO_DOOR: 'Nobody can be at the door soon enough after it was placed.',
  PICKUP_TO_DOOR: 'It would be on board for longer than it may.',
  BREAK: 'The breaks of the couriers left are in the way.',
  COST_OVER_PENALTY: 'To carry it would cost more than to leave it out.',
  SEARCH_LIMIT: 'A place for it was not found in the time there was; the next plan looks again.',
};

export const reasonWords = (code: string): string => REASONS[code] ?? code;

const TERMS: Readonly<Record<string, string>> = {
  clickToDoor: 'click-to-door',
  late: 'lateness',
  severeLate: 'severe lateness',
  unserved: 'orders left out',
  pay: 'pay',
  travel: 'way',
  activation: 'another courier at work',
  change: 'changes of what was told',
  total: 'total',
};

export const termWords = (term: string): string => TERMS[term] ?? term;

const BLOCKERS: Readonly<Record<string, string>> = {
  promise: 'its promise',
  click_to_door: 'its click-to-door limit',
  pickup_to_door: 'its pickup-to-door limit',
  worth: 'what it costs to leave it out',
  skill: 'a skill that is missing',
  ask_again: 'a decline, an exclusion or a pin',
  capacity: 'room on board',
  shift: 'the end of the shift',
  queue: 'a full queue',
};

export function blockedWords({ courierId, by }: Explanation['blocked'][number]): string {
  if (by.length === 0) return `${courierId}: several things at once`;
  return `${courierId}: ${by.map((one) => BLOCKERS[one] ?? one).join(', or ')}`;
}

/** One sentence: what would have to be different for the order to be carried. */
export function changeWords(change: Change): string {
  switch (change.kind) {
    case 'promise':
      return `its promise were ${minutes(change.minutes)} later`;
    case 'click_to_door':
      return `it had ${minutes(change.minutes)} more from click to door`;
    case 'pickup_to_door':
      return `it might be on board ${minutes(change.minutes)} longer`;
    case 'worth':
      return `leaving it out cost ${change.percent} % more`;
    case 'skill':
      return `${change.courierId} had the skill ${change.skill}`;
    case 'ask_again':
      return `${change.courierId} could be asked`;
    case 'capacity':
      return `${change.courierId} had room for ${amountWords(change.dimension, change.amount)} more`;
    case 'shift':
      return `${change.courierId} were on shift ${minutes(change.minutes)} longer`;
  }
}

const minutes = (count: number): string => `${count} minute${count === 1 ? '' : 's'}`;

function amountWords(dimension: string, amount: number): string {
  if (dimension === 'bags') return `${amount} bag${amount === 1 ? '' : 's'}`;
  return dimension === 'weightG' ? `${(amount / 1000).toFixed(1)} kg` : `${(amount / 1000).toFixed(1)} l`;
}

const DECISIONS: Readonly<Record<string, string>> = {
  assign: 'got a courier',
  move: 'moved to another courier',
  hold: 'is held back',
  release: 'was offered',
  withdraw: 'was taken back',
  unassign: 'lost its courier',
};

export const decisionWords = (decision: string): string => DECISIONS[decision] ?? decision;

const DIFFERENCES: Readonly<Record<string, string>> = {
  added: 'new',
  removed: 'gone',
  assigned: 'got a courier',
  unassigned: 'lost its courier',
  moved: 'moved',
  retimed: 'another time',
  reason: 'another reason',
};

export const differenceWords = (kind: string): string => DIFFERENCES[kind] ?? kind;

const WEIGHTS: Readonly<Record<string, string>> = {
  clickToDoorPerSec: 'a second from click to door',
  latePerSec: 'a second late',
  severeLatePerSec: 'a second severely late',
  unserved: 'an order left out',
  payPerCent: 'a cent of pay',
  travelPerMeter: 'a metre of way',
  activation: 'a courier who has to begin',
  changeOffered: 'an offer taken back',
};

export const weightWords = (weight: string): string => WEIGHTS[weight] ?? weight;
