// What the console makes of the API's own answer.
import { beforeAll, describe, expect, test } from 'vitest';
import { barsOf } from '../../../functions/console/model/bars.ts';
import { figuresOf, withDeliveries } from '../../../functions/console/model/figures.ts';
import { inTimeline, type Model, modelOf } from '../../../functions/console/model/model.ts';
import type { Live, RevisionLine } from '../../../functions/console/model/types.ts';
import { type ApiWorld, anApiWorld, planUntilQuiet, RIGHT } from '../../support/api-world.ts';
import { AT } from '../../support/builders.ts';

let world: ApiWorld;
let live: Live;
let lines: readonly RevisionLine[];
let model: Model;

async function look(): Promise<void> {
  const zone = await world.client.call('GET /v1/zones/{zoneId}/live', RIGHT['GET /v1/zones/{zoneId}/live']);
  const history = await world.client.call(
    'GET /v1/zones/{zoneId}/revisions',
    RIGHT['GET /v1/zones/{zoneId}/revisions'],
  );
  if (zone.kind !== 'answer' || history.kind !== 'answer') throw new Error('no answer');
  live = zone.answer;
  lines = history.answer.revisions;
  model = modelOf(live, live.plan, live.at, null);
}

beforeAll(async () => {
  world = await anApiWorld();
  await look();
});

describe('modelOf', () => {
  test('puts orders and plan together, the most urgent first', () => {
    expect(model.orders.map(({ orderId, stage, isHeld, risk }) => [orderId, stage, isHeld, risk])).toEqual([
      ['o1', 'offered', false, 'ok'],
      ['o2', 'open', true, 'ok'],
    ]);
    const first = model.orderById.get('o1');
    expect(first?.slackSec).toBe((first?.promiseBy ?? 0) - (first?.dropoffAt ?? 0));
  });

  test('says what nobody carries, and why', () => {
    const unplanned = {
      ...live.plan,
      routes: [],
      unassigned: [{ orderId: 'o1', reason: 'SKILL' }],
    } as unknown as NonNullable<Live['plan']>;
    const { orders } = modelOf(live, unplanned, live.at, null);

    expect(orders.map(({ orderId, risk, reason }) => [orderId, risk, reason])).toEqual([
      ['o1', 'none', 'SKILL'],
      ['o2', 'none', null],
    ]);
  });

  test('shows a plan of the past by what is left of it', () => {
    const past = modelOf({ ...live, orders: [] }, live.plan, AT, 2);

    expect(past.orders.map(({ orderId, promiseBy }) => [orderId, promiseBy])).toEqual([
      ['o1', null],
      ['o2', null],
    ]);
    expect(past.orders.every(({ door, courierId }) => door !== null && courierId !== null)).toBe(true);
  });

  test('has couriers with work first in the timeline, and nobody who is off', () => {
    const couriers = live.couriers.map((one) => ({ ...one, status: 'off' as const }));

    expect(
      inTimeline(model)
        .map(({ courierId }) => courierId)
        .sort(),
    ).toEqual(['c1', 'c2']);
    expect(inTimeline(modelOf({ ...live, couriers }, null, live.at, null))).toEqual([]);
  });
});

test('bars follow one another without gaps, from the start of the route to its end', () => {
  for (const { route } of model.couriers) {
    if (route === null) continue;
    const bars = barsOf(route, model);
    for (const [index, bar] of bars.entries()) {
      expect(bar.to).toBeGreaterThan(bar.from);
      if (index > 0) expect(bar.from).toBe(bars[index - 1]?.to);
    }
    expect(bars.at(-1)?.to).toBe(route.stops.at(-1)?.departAt);
    expect(bars.filter(({ kind }) => kind === 'dropoff').every(({ promiseBy }) => promiseBy !== null)).toBe(true);
  }
});

test('figures are of the plan, the revisions, and the deliveries that were seen', async () => {
  const valueOfFigure = (name: string) =>
    figuresOf(model, lines, withDeliveries(new Map(), live)).find((figure) => figure.name === name)?.value;
  expect([valueOfFigure('On time'), valueOfFigure('Orders a batch'), valueOfFigure('Unassigned')]).toEqual([
    '–',
    '1.00',
    '0',
  ]);

  await world.client.call(
    'POST /v1/zones/{zoneId}/orders/{orderId}/delivered',
    RIGHT['POST /v1/zones/{zoneId}/orders/{orderId}/delivered'],
  );
  await planUntilQuiet(world.ports);
  await look();

  expect([valueOfFigure('On time'), valueOfFigure('Click-to-door')]).toEqual(['100 %', '0 s']);
  expect(model.orders.at(-1)).toMatchObject({ orderId: 'o1', risk: 'done' });
});
