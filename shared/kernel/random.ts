// Seeded pseudo-random numbers: xoroshiro64** (Blackman and Vigna, "Scrambled linear pseudorandom number generators",
// ACM TOMS 2021). Only 32-bit integer operations, so every engine on every machine draws the same numbers.

export class Random {
  private s0: number;
  private s1: number;

  /** @param seed any integer; only its lower 32 bits count. */
  constructor(seed: number) {
    this.s0 = mix(seed | 0);
    this.s1 = mix((seed ^ 0x9e3779b9) | 0) || 1;
  }

  /** A whole number in [0, 2^32). */
  uint32(): number {
    const a = this.s0;
    let b = this.s1;
    const scrambled = Math.imul(rotate(Math.imul(a, 0x9e3779bb), 5), 5);
    b ^= a;
    this.s0 = rotate(a, 26) ^ b ^ (b << 9);
    this.s1 = rotate(b, 13);
    return scrambled >>> 0;
  }

  /** A whole number in [0, bound); bound from 1 to 2^31. The bias is below bound / 2^32. */
  below(bound: number): number {
    return Math.floor((this.uint32() * bound) / 4294967296);
  }

  /** A double in [0, 1), in steps of 2^-32. */
  unit(): number {
    return this.uint32() / 4294967296;
  }

  /** A generator of its own for a purpose: draws here do not shift draws there. */
  fork(label: string): Random {
    return new Random(hash32(label) ^ this.uint32());
  }
}

/** A 32-bit hash of a text (FNV-1a, then mixed); for seeds and for spreading, not for secrets. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h) >>> 0;
}

function rotate(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

/** The finalizer of MurmurHash3: neighbouring seeds give unrelated states. */
function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
