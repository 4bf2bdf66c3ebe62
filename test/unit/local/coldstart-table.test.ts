import { expect, it } from 'vitest';
import { coldstartTable, contentsTable } from '../../../functions/local/bench/coldstart/coldstart-table.ts';

const MB = 1_048_576;
const BUNDLE = {
  name: 'reoptimize',
  dir: '/somewhere',
  bytes: 500_000,
  gzipBytes: 150_400,
  inputs: {
    'node_modules/zod/v4/core/schemas.js': 60_000,
    'node_modules/zod/v4/core/util.js': 30_000,
    'node_modules/@smithy/core/dist-es/index.js': 50_000,
    'node_modules/dynalite/node_modules/@aws-sdk/core/index.js': 70_000,
    'shared/solver/search.ts': 40_000,
  },
};

it('says what a start takes, its pre-warm and its clients apart', () => {
  const whole = [300, 280, 320].map((ms, i) => ({ ms, warmMs: 200 + 10 * i, rssBytes: (100 + i) * MB }));
  const clients = [2, 4, 3].map((ms) => ({ ms, warmMs: 0, rssBytes: MB }));

  const [, line = ''] = coldstartTable([BUNDLE], [{ name: 'reoptimize', whole, clients }]).split('\n');

  // Modules: 300 - 200, 280 - 210 and 320 - 220, less the 3 of the median clients.
  expect(line.split(/ {2,}/)).toEqual([
    ...['reoptimize', '500', '150', '280 / 300', '67 / 97', '2 / 3', '200 / 210', '102'],
  ]);
});

it('names what a bundle is made of, the largest first', () => {
  expect(contentsTable([BUNDLE], 3)).toBe('reoptimize: zod 90, @aws-sdk/core 70, @smithy/core 50');
});
