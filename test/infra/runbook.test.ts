// The runbook and the alarms are one list: each alarm's text leads to a section, and each section says how to see, how to
// fix, and how to prove that it is fixed.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ofType, resourcesOf, stageTemplate } from './dispatch-template.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
/** Those of alarms are headed by a name as code is; others say what operators do of their own accord. */
const sections = runbook.split(/^## /m).flatMap((text) => {
  const name = /^`(\w+)`\n/.exec(text)?.[1];
  return name === undefined ? [] : [{ name, text }];
});

let links: readonly string[];

beforeAll(async () => {
  const alarms = ofType(resourcesOf(await stageTemplate({ stage: 'prod' })), 'AWS::CloudWatch::Alarm');
  links = Object.values(alarms).map(
    ({ Properties }) => / What to do: (\S+)$/.exec(String(Properties.AlarmDescription))?.[1] ?? 'nowhere',
  );
});

describe('the runbook', () => {
  it('has a section for each alarm, where its text leads, and none for what raises no alarm', () => {
    // A heading's address is its text in lower case.
    const addresses = sections.map(({ name }) => `docs/runbook.md#${name.toLowerCase()}`);

    expect([...addresses].sort()).toEqual([...new Set(links)].sort());
  });

  it.each(sections)('says for $name how to see, how to fix and how to prove it', ({ text }) => {
    const parts = [...text.matchAll(/^\*(\w+):\* (.+)/gm)].map(([, part, words]) => ({ part, words }));

    expect(parts.map(({ part }) => part)).toEqual(['See', 'Fix', 'Prove']);
    for (const { words } of parts) expect(words?.split(' ').length).toBeGreaterThan(3);
  });
});
