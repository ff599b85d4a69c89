import { exp, log } from './elementary.js';

/** A stream of random numbers that depends on nothing but the seed and the name of its purpose. */
export interface Random {
  /** Uniform on [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Log-normal with mean 1 and the given standard deviation of its logarithm. */
  lognormal(sigma: number): number;
  /** Whole number from 0 to n - 1. */
  below(n: number): number;
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T;
  /** A new array in random order (Fisher and Yates, 1938). */
  shuffle<T>(items: readonly T[]): T[];
}

/** FNV-1a of the UTF-16 code units. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The stream of a purpose: sfc32 (Doty-Humphrey, PractRand), normals by Marsaglia's polar method (1964). */
export function randomStream(seed: number, purpose: string): Random {
  let a = seed | 0;
  let b = hash(purpose) | 0;
  let c = Math.floor(seed / 4294967296) | 0;
  let counter = 1;
  const bits = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 20; i++) bits();

  const uniform = () => bits() / 4294967296;
  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };
  const below = (n: number) => Math.floor(uniform() * n);
  return {
    uniform,
    normal,
    lognormal: (sigma) => exp(sigma * normal() - (sigma * sigma) / 2),
    below,
    pick: (items) => items[below(items.length)]!,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
  };
}
