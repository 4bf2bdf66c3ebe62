// Whatever code the domain has, a dispatcher reads words.
import { expect, test } from 'vitest';
import { slack } from '../../../functions/console/model/format.ts';
import {
  blockedWords,
  changeWords,
  reasonWords,
  stageWords,
  termWords,
  weightWords,
} from '../../../functions/console/model/words.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/default-policy.ts';
import { ORDER_STAGES } from '../../../shared/domain/order.ts';
import { COST_TERMS, REASON_CODES } from '../../../shared/domain/plan.ts';

test('every reason, cost term and weight has words of its own', () => {
  const said = [
    ...REASON_CODES.map((code) => [code, reasonWords(code)] as const),
    ...COST_TERMS.map((term) => [term, termWords(term)] as const),
    ...Object.keys(DEFAULT_POLICY.weights).map((weight) => [weight, weightWords(weight)] as const),
  ].filter(([code]) => code !== 'late');

  expect(said.filter(([code, words]) => words === code)).toEqual([['pay', 'pay']]);
  expect(new Set(said.map(([, words]) => words)).size).toBe(said.length);
  expect(ORDER_STAGES.map(stageWords).every((words) => !words.includes('_'))).toBe(true);
});

test('changes are said in the units of people', () => {
  expect(changeWords({ kind: 'promise', minutes: 1 })).toBe('its promise were 1 minute later');
  expect(changeWords({ kind: 'capacity', courierId: 'c1', dimension: 'bags', amount: 2 })).toBe(
    'c1 had room for 2 bags more',
  );
  expect(changeWords({ kind: 'capacity', courierId: 'c1', dimension: 'weightG', amount: 1500 })).toBe(
    'c1 had room for 1.5 kg more',
  );
  expect(changeWords({ kind: 'skill', courierId: 'c1', skill: 'age_check' })).toBe('c1 had the skill age_check');
});

test('what blocks a courier is named, also when it is several things at once', () => {
  expect(blockedWords({ courierId: 'c1', by: ['skill', 'shift'] })).toBe(
    'c1: a skill that is missing, or the end of the shift',
  );
  expect(blockedWords({ courierId: 'c1', by: [] })).toBe('c1: several things at once');
});

test('a promise is met early or late, or not known', () => {
  expect([slack(19), slack(600), slack(-90), slack(null)]).toEqual(['19 s early', '10 min early', '2 min late', '–']);
});
