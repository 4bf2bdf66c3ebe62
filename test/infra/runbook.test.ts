import { readFileSync } from 'node:fs';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import { stageApp } from './dispatch-template.ts';

describe('the runbook', () => {
  it('has a section for each alarm, and none for what raises no alarm', async () => {
    const { stack } = await stageApp({ stage: 'prod' });
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

    const alarms = stack.node.findAll().filter((construct) => construct instanceof Alarm);
    const sections = [...runbook.matchAll(/^## `(\w+)`$/gm)].map(([, name]) => name);

    expect(sections.sort()).toEqual([...new Set(alarms.map(({ node }) => node.id))].sort());
  });
});
