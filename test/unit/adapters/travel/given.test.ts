import { describe, expect, it } from 'vitest';
import { GivenTravelTimes } from '../../../../shared/adapters/travel/given.ts';
import { UNREACHABLE_SEC } from '../../../../shared/domain/travel.ts';
import { aZone, place } from '../../../support/builders.ts';

const [A, B, C] = [place(0), place(10), place(20)];
const { travel: model } = aZone();

const given = new GivenTravelTimes({
  places: [A, B, C],
  modes: {
    bike: {
      seconds: [
        [0, 1, 2],
        [3, 0, 4],
        [5, null, 0],
      ],
      meters: [
        [0, 10, 20],
        [30, 0, 40],
        [50, 60, 0],
      ],
    },
    car: {
      seconds: [
        [0, 9, 9],
        [9, 0, 9],
        [9, 9, 0],
      ],
    },
  },
});

describe('given travel', () => {
  it('is looked up between the places asked for, in their sequence', async () => {
    const matrix = await given.matrix(model, ['bike'], [C, A]);

    expect(matrix.places).toEqual([C, A]);
    expect([...matrix.secondsOf('bike')]).toEqual([0, 5, 2, 0]);
    expect([...matrix.metersOf('bike')]).toEqual([0, 50, 20, 0]);
    expect([matrix.seconds('bike', A, C), matrix.meters('bike', C, A)]).toEqual([2, 50]);
  });

  it('has no way where the table has none, and no metres where none are given', async () => {
    const matrix = await given.matrix(model, ['bike', 'car'], [A, B, C]);

    expect(matrix.seconds('bike', C, B)).toBe(UNREACHABLE_SEC);
    expect(matrix.meters('car', A, B)).toBe(0);
  });

  it('says which modes and places it lacks', async () => {
    const unknown = place(30);

    expect(given.missing(['car', 'foot'], [A, unknown])).toEqual(['foot', unknown]);
    await expect(given.matrix(model, ['foot'], [A])).rejects.toThrow(/no travel is given for \["foot"\]/);
  });
});
