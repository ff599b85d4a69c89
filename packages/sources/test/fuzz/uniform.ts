/** A generator of numbers from 0 to 1 (mulberry32), so that a case can be had again from its seed. */
export type Uniform = () => number;

export function uniformFrom(seed: number): Uniform {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const below = (uniform: Uniform, limit: number): number => Math.floor(uniform() * limit);
export const pick = <T>(uniform: Uniform, items: readonly T[]): T => items[below(uniform, items.length)]!;

export function shuffled<T>(items: readonly T[], uniform: Uniform): T[] {
  const found = [...items];
  for (let i = found.length - 1; i > 0; i--) {
    const j = below(uniform, i + 1);
    [found[i], found[j]] = [found[j]!, found[i]!];
  }
  return found;
}
