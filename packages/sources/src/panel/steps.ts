import { throwIfCancelled, type Watch } from '@inverse-care/domain';

/** Tells how far a build has come, step by step; between two steps it stops where the signal has fired. */
export interface Steps {
  /** Says how many there are, once it is known. */
  expect(total: number): void;
  /** Throws CancelledError where the signal has fired. */
  begin(label: string): void;
  end(): void;
}

/** The steps of one build, none of them begun. */
export function stepsOf({ signal, onProgress }: Watch): Steps {
  let done = 0;
  let total = 0;
  return {
    expect(steps) {
      total = steps;
    },
    begin(label) {
      throwIfCancelled(signal);
      onProgress?.({ label, done: done++, total });
    },
    end() {
      onProgress?.({ label: 'Done', done: total, total });
    },
  };
}
