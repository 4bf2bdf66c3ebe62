import { describe, expect, it } from 'vitest';
import { noteResolution, resolutionOf } from '../../../shared/app/resolution.ts';

describe('resolution', () => {
  it('remembers each change of one revision', () => {
    const note = noteResolution(noteResolution(null, 12, 3, 'applied'), 12, 7, 'void');

    expect(note).toBe('12#3=applied 12#7=void');
    expect(resolutionOf(note, 12, 3)).toBe('applied');
    expect(resolutionOf(note, 12, 7)).toBe('void');
    expect(resolutionOf(note, 12, 1)).toBeNull();
  });

  it('forgets earlier revisions', () => {
    const note = noteResolution('12#3=applied', 13, 0, 'void');

    expect(note).toBe('13#0=void');
    expect(resolutionOf('9#3=applied', 12, 3)).toBeNull();
  });

  it('tells a zombie that a later revision was here', () => {
    expect(resolutionOf('13#0=void', 12, 3)).toBe('superseded');
    expect(resolutionOf('100#0=void', 99, 0)).toBe('superseded');
  });

  it('knows nothing of an order that no change has touched', () => {
    expect(resolutionOf(null, 1, 0)).toBeNull();
  });
});
