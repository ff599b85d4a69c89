import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/analyses/analysis.js';
import { inOrder } from '../src/in-order.js';

const analysis = (name: string, more: Partial<Analysis> = {}): Analysis => ({
  name,
  tables: [],
  run: () => [],
  ...more,
});
const independent = (name: string, ...requires: string[]) => analysis(name, { independent: true, requires });

/** Runs analyses that end when they are told to; says what has begun, what was taken, and who was first. */
function trial(analyses: readonly Analysis[], atOnce: number) {
  const ends = new Map<string, { end: () => void; fail: (error: Error) => void; isFirst: () => boolean }>();
  const taken: string[] = [];
  const done = inOrder(
    analyses,
    atOnce,
    ({ name }, isFirst) =>
      new Promise<string>((resolve, reject) => {
        ends.set(name, { end: () => resolve(`of ${name}`), fail: reject, isFirst });
      }),
    (result, { name }) => taken.push(`${name} ${result}`),
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { ends, taken, done, settled, begun: () => [...ends.keys()] };
}

describe('analyses in order', () => {
  it('begin while others are at work, if they are independent and what they require is taken', async () => {
    const list = [analysis('a'), independent('b'), independent('c', 'a'), independent('d'), analysis('e')];
    const { ends, taken, done, settled, begun } = trial(list, 3);
    expect(begun()).toEqual(['a', 'b']);
    ends.get('b')?.end();
    await settled();
    expect(taken).toEqual([]);
    ends.get('a')?.end();
    await settled();
    expect(taken).toEqual(['a of a', 'b of b']);
    expect(begun()).toEqual(['a', 'b', 'c', 'd']);
    expect([...ends].map(([, { isFirst }]) => isFirst())).toEqual([false, false, true, false]);
    ends.get('d')?.end();
    ends.get('c')?.end();
    await settled();
    expect(begun()).toEqual(['a', 'b', 'c', 'd', 'e']);
    ends.get('e')?.end();
    await done;
    expect(taken).toEqual(['a of a', 'b of b', 'c of c', 'd of d', 'e of e']);
  });

  it('are one at a time where that is asked for', async () => {
    const { ends, done, settled, begun } = trial([independent('a'), independent('b')], 1);
    expect(begun()).toEqual(['a']);
    ends.get('a')?.end();
    await settled();
    expect(begun()).toEqual(['a', 'b']);
    ends.get('b')?.end();
    await done;
  });

  it('give the error of the first in their order, when the others have ended', async () => {
    const { ends, taken, done, settled } = trial([independent('a'), independent('b'), independent('c')], 3);
    let over = false;
    done
      .catch(() => {})
      .finally(() => {
        over = true;
      });
    ends.get('b')?.fail(new Error('of b'));
    await settled();
    expect(over).toBe(false);
    ends.get('a')?.end();
    await settled();
    expect(over).toBe(false);
    ends.get('c')?.fail(new Error('of c'));
    await expect(done).rejects.toThrow('of b');
    expect(taken).toEqual(['a of a']);
  });
});
