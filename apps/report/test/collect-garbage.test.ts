import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { collectGarbage } from '../src/collect-garbage.js';

const used = () => getHeapStatistics().used_heap_size;

describe('collecting garbage', () => {
  it('gives back what nothing leads to, and keeps the rest', () => {
    const kept = Array.from({ length: 1000 }, (_, i) => ({ i }));
    let garbage: unknown[] | null = Array.from({ length: 1e6 }, (_, i) => ({ i }));
    const before = used();
    expect(garbage).toHaveLength(1e6);
    garbage = null;
    expect(collectGarbage(0)).toBe(true);
    expect(before - used()).toBeGreaterThan(2e7);
    expect(kept.map(({ i }) => i)).toEqual([...kept.keys()]);
  });

  it('is left out where the process is small', () => {
    expect(collectGarbage(Number.POSITIVE_INFINITY)).toBe(false);
  });
});
