import { describe, expect, it } from 'vitest';
import { assertNever, err, invariant, ok } from '../../../shared/kernel/result.ts';

describe('result', () => {
  it('carries a value or an error', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    expect(err('late')).toEqual({ ok: false, error: 'late' });
  });
});

describe('invariant', () => {
  it('lets pass what holds', () => {
    expect(() => invariant(1, 'never seen')).not.toThrow();
  });

  it('throws what does not, with the message', () => {
    expect(() => invariant(0, 'stop 3 has no order')).toThrow('invariant violated: stop 3 has no order');
  });
});

describe('assertNever', () => {
  it('throws with the word that nobody thought of, and of an object with the names of its fields alone', () => {
    expect(() => assertNever('odd' as never)).toThrow('unreachable: odd');
    expect(() => assertNever({ kind: 'odd', street: 'Main Street' } as never)).toThrow(
      /^unreachable: an object with kind, street$/,
    );
  });
});
