// Functions are told names and addresses of the stack's own resources, and a few plain words. Anybody who may describe a
// function can read its environment, so nothing secret belongs there.
import { beforeAll, expect, it } from 'vitest';
import { ENV } from '../../functions/env.ts';
import { ofType, type Resources, resourcesOf, stageTemplate, target } from './dispatch-template.ts';

/** What holds a word instead of a resource, and what such a word looks like. */
const WORDS: Readonly<Record<string, RegExp>> = {
  ZONE_GROUPS: /^[a-z0-9-]+(,[a-z0-9-]+)*$/,
  POWERTOOLS_SERVICE_NAME: /^rebatch-[a-z0-9-]+$/,
  POWERTOOLS_METRICS_NAMESPACE: /^Rebatch$/,
  NODE_OPTIONS: /^--enable-source-maps$/,
  [ENV.archivePercent]: /^\d{1,3}$/,
};
const NAMED = new Set(['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket']);

let resources: Resources;

beforeAll(async () => {
  resources = resourcesOf(await stageTemplate({ stage: 'prod', zoneGroups: 'centre,harbour' }));
});

const variables = (): readonly (readonly [string, unknown])[] =>
  Object.values(ofType(resources, 'AWS::Lambda::Function')).flatMap(({ Properties }) =>
    Object.entries((Properties.Environment as { Variables: object }).Variables),
  );

it('holds references to resources of the stack by Ref, and words that say nothing secret', () => {
  for (const [name, value] of variables()) {
    const word = WORDS[name];
    if (word) expect(value, name).toMatch(word);
    else expect(NAMED, name).toContain(resources[target(value)]?.Type);
  }
});

it('has no variable that the code does not read, beside those of the runtime', () => {
  const known = new Set<string>([...Object.values(ENV), ...Object.keys(WORDS)]);

  expect(variables().filter(([name]) => !known.has(name))).toEqual([]);
});
