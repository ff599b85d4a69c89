import type { Analysis } from './analyses/analysis.js';

interface Running<T> {
  analysis: Analysis;
  result: Promise<T>;
}

/**
 * Does analyses one after another, and takes what they find in their order. One that is independent begins while others
 * before it are at work, if those that it requires have been taken: a thread that one leaves idle does the next.
 * @param atOnce how many are at work at most.
 * @param run does one; told whether it is the first of those at work.
 * @throws the error of the first that fails, once the others at work have ended.
 */
export async function inOrder<T>(
  analyses: readonly Analysis[],
  atOnce: number,
  run: (analysis: Analysis, isFirst: () => boolean) => Promise<T>,
  take: (result: T, analysis: Analysis) => void,
): Promise<void> {
  const running: Running<T>[] = [];
  const taken = new Set<string>();
  const mayBegin = ({ independent = false, requires = [] }: Analysis) =>
    running.length === 0 ||
    (running.length < atOnce && independent && requires.every((name) => taken.has(name)));
  let begun = 0;
  try {
    while (begun < analyses.length || running.length > 0) {
      const next = analyses[begun];
      if (next !== undefined && mayBegin(next)) {
        begun++;
        const result = run(next, () => running[0]?.analysis === next);
        // An error is heard when its turn comes.
        result.catch(() => undefined);
        running.push({ analysis: next, result });
        continue;
      }
      const { analysis, result } = running[0]!;
      take(await result, analysis);
      running.shift();
      taken.add(analysis.name);
    }
  } finally {
    await Promise.allSettled(running.map(({ result }) => result));
  }
}
