import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../../functions/local/start-options.ts';

describe('readStartOptions', () => {
  it('plays the whole synthetic day by default, a minute a second, or without a console as fast as it can', () => {
    expect(readStartOptions([])).toEqual({
      headless: false,
      day: undefined,
      slice: undefined,
      speed: 60,
      port: undefined,
      seed: 1,
      json: undefined,
      solves: undefined,
      keep: undefined,
      assembly: undefined,
      faults: false,
    });
    expect(readStartOptions(['--headless'])).toMatchObject({ headless: true, speed: 'max' });
  });

  it('reads every flag', () => {
    const argv =
      '--headless --day d --from 660 --to 720 --speed 90 --port 0 --seed 7 --json f --solves s --keep k --assembly a --faults'.split(
        ' ',
      );

    expect(readStartOptions(argv)).toEqual({
      headless: true,
      day: 'd',
      slice: { from: 660, to: 720 },
      speed: 90,
      port: 0,
      seed: 7,
      json: 'f',
      solves: 's',
      keep: 'k',
      assembly: 'a',
      faults: true,
    });
  });

  it('names all faults at once, each with its flag', () => {
    const options = readStartOptions(['--from', 'noon', '--to', '9999', '--speed', 'fast', '--seed', '1.5']);

    const refusals = 'refusals' in options ? options.refusals : [];
    expect(refusals.map((refusal) => refusal.split(' ')[1])).toEqual(['--from', '--to', '--speed', '--seed']);
    expect(refusals).toContain('FLAG_INVALID: --speed fast: give 1 to 3600, or max.');
  });

  it('wants a slice with both ends, and forward', () => {
    expect(readStartOptions(['--from', '10'])).toEqual({
      refusals: ['FLAG_INVALID: --from 10: --from and --to belong together: give both.'],
    });
    expect(readStartOptions(['--from', '10', '--to', '10'])).toEqual({
      refusals: ['FLAG_INVALID: --from 10: it has to be before --to 10.'],
    });
  });
});
