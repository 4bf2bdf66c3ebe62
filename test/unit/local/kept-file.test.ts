import { describe, expect, it } from 'vitest';
import { parseWanted } from '../../../functions/local/replay/kept-file.ts';

describe('parseWanted', () => {
  it('reads zone, revision and attempt; a zone may have slashes and hyphens', () => {
    expect(parseWanted('riverside/1042')).toEqual({ zoneId: 'riverside', revision: 1042 });
    expect(parseWanted('riverside/1042-3077')).toEqual({ zoneId: 'riverside', revision: 1042, attempt: 3077 });
    expect(parseWanted('north/east-2/7')).toEqual({ zoneId: 'north/east-2', revision: 7 });
  });

  it('is null for what names no revision', () => {
    expect(['riverside', 'riverside/', '/7', 'riverside/x', 'riverside/7-'].map(parseWanted)).toEqual(
      Array(5).fill(null),
    );
  });
});
