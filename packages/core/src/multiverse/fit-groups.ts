import { CancelledError, throwIfCancelled } from '@inverse-care/domain';
import { fitGroup, type GroupFit, type SpecificationGroup } from '@inverse-care/stats';
import { BootstrapThreads } from '../bootstrap-threads.js';

export interface FitGroupsOptions {
  threads: number;
  signal?: AbortSignal | undefined;
}

/**
 * Fits groups as they come, on threads, and hands over what was found in the groups' order, so that sums over them do
 * not depend on threads. A group is made when a thread is free for it; few are held at a time.
 * @param groups each with what its taker wants back.
 * @throws CancelledError where the signal fires.
 */
export async function fitGroups<T>(
  groups: AsyncGenerator<{ group: SpecificationGroup; note: T }, void, void>,
  take: (fits: GroupFit[], note: T) => void | Promise<void>,
  { threads, signal }: FitGroupsOptions,
): Promise<void> {
  if (threads === 1) {
    for await (const { group, note } of groups) {
      await new Promise((resolve) => setImmediate(resolve));
      throwIfCancelled(signal);
      await take(fitGroup(group), note);
    }
    return;
  }
  const pool = new BootstrapThreads<SpecificationGroup, GroupFit[]>(
    threads,
    new URL('../../dist/multiverse/multiverse-thread.cjs', import.meta.url),
  );
  const running: { answer: Promise<GroupFit[]>; note: T }[] = [];
  const ahead = 3 * threads;
  const next = async () => {
    const { answer, note } = running.shift()!;
    await take(await answer, note);
  };
  try {
    for await (const { group, note } of groups) {
      throwIfCancelled(signal);
      const answer = pool.draw(group, signal);
      // An error is heard when its turn comes.
      answer.catch(() => undefined);
      running.push({ answer, note });
      if (running.length > ahead) await next();
    }
    while (running.length > 0) await next();
  } catch (error) {
    if (signal?.aborted) throw new CancelledError();
    throw error;
  } finally {
    await pool.close();
  }
}
