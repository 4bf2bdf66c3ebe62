// Every route under input that its own document describes, and under input that is wrong by one thing, again and again on
// the same zone: each response is one that the document promises, and none is a fault of ours.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerRequest } from '../../functions/api/answer-request.ts';
import { ROUTE_KEYS, type RouteKey } from '../../shared/adapters/http/routes.ts';
import { loadZone } from '../../shared/app/snapshot.ts';
import { answering, requestOf } from '../support/api-server.ts';
import { anApiWorld, planUntilQuiet } from '../support/api-world.ts';
import { DOCUMENT, documented } from '../support/documented-api.ts';
import { admitted, spoiled } from '../support/json-schema-arbitrary.ts';

interface Described {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
}

interface Sent {
  readonly key: RouteKey;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What the zone knows, so that calls hit something now and then. */
const KNOWN = ['north', 'bakery', 'c1', 'c2', 'o1', 'o2', 'north-1-0', 'default', 'own', '1', '2'];

function sentBy(key: RouteKey): fc.Arbitrary<Sent> {
  const [method = '', path = ''] = key.split(' ');
  const described = DOCUMENT.paths[path]?.[method.toLowerCase()];
  if (described === undefined) throw new Error(`${key} is not described`);
  const { parameters, requestBody } = described as unknown as Described;
  const aValue = ({ in: place, schema }: Described['parameters'][number]) => {
    const any = fc.oneof(admitted(schema), admitted(schema).chain(spoiled)).map((value) => String(value));
    return place === 'path' ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...KNOWN) }, any) : any;
  };
  const schema = requestBody?.content['application/json']?.schema;
  const body =
    schema === undefined ? fc.constant(undefined) : fc.oneof(admitted(schema), admitted(schema).chain(spoiled));
  return fc
    .record({
      values: fc.record(Object.fromEntries(parameters.map((one) => [`${one.in} ${one.name}`, aValue(one)])), {
        requiredKeys: parameters.filter(({ in: place }) => place === 'path').map(({ name }) => `path ${name}`),
      }),
      body,
    })
    .map(({ values, body: sent }) => ({ key, method, body: sent, ...addressed(path, values) }));
}

function addressed(path: string, values: Readonly<Record<string, string>>): Pick<Sent, 'target' | 'headers'> {
  const of = (place: string) =>
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(`${place} `) ? [[name.slice(place.length + 1), value.toWellFormed()] as const] : [],
    );
  const params = new Map(of('path'));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params.get(name) ?? ''));
  const query = new URLSearchParams(of('query').map(([name, value]): [string, string] => [name, value])).toString();
  return { target: `${filled}?${query}`, headers: Object.fromEntries(of('header')) };
}

async function send(answer: AnswerRequest, { key, method, target, headers, body }: Sent) {
  const response = await answer(
    requestOf(method, target, headers, body === undefined ? undefined : JSON.stringify(body)),
  );
  if (response.statusCode >= 500) throw new Error(`${key} ${target} ${JSON.stringify(body)}: ${response.body}`);
  return response;
}

describe('the HTTP API', () => {
  it.each(ROUTE_KEYS)('answers %s as its document says, whatever comes', async (key) => {
    const { ports } = await anApiWorld();
    const { answer, seen } = documented(answering(ports));

    await fc.assert(
      fc.asyncProperty(sentBy(key), async (sent) => {
        await send(answer, sent);
      }),
      { seed: 6, numRuns: 60 },
    );

    expect(seen.size).toBeGreaterThan(0);
  });

  it('leaves a zone that can be planned, and whose plans are sound, after any calls', async () => {
    const writes = ROUTE_KEYS.filter((key) => !key.startsWith('GET') && key.includes('{zoneId}'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...writes).chain(sentBy), { maxLength: 25 }), async (calls) => {
        const { ports } = await anApiWorld();
        const { answer } = documented(answering(ports));
        for (const sent of calls) await send(answer, sent);
        await planUntilQuiet(ports);

        const head = await ports.heads.get('north');
        if (head === null) throw new Error('the zone is gone');
        const { snapshot } = await loadZone(ports, head, ports.clock.now());
        expect(ports.telemetry.entries('incident')).toEqual([]);
        expect(snapshot.lastPlan).not.toBeNull();
      }),
      { seed: 6, numRuns: 40 },
    );
  });
});
