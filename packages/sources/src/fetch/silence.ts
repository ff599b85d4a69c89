import { FetchFailure } from './failure.js';

const enough = 2;

/** Remembers hosts that have never answered: each is tried twice, not for every file of the plan. */
export function silenceOf() {
  const answered = new Set<string>();
  const silent = new Map<string, { times: number; failure: FetchFailure }>();
  return {
    /** Throws the failure of a host that has been tried often enough. */
    throwIfSilent(host: string): void {
      const known = silent.get(host);
      if (known !== undefined && known.times >= enough) throw known.failure;
    },
    /** Takes note of a failure, and gives the one to throw: it is final where the host has been tried often enough. */
    noted(error: Error, host: string): Error {
      if (!(error instanceof FetchFailure) || !error.unreachable || answered.has(host)) return error;
      const times = (silent.get(host)?.times ?? 0) + 1;
      const failure = new FetchFailure(error.message, { unreachable: true });
      silent.set(host, { times, failure });
      return times < enough ? error : failure;
    },
    /** The host has answered. */
    broken(host: string): void {
      answered.add(host);
      silent.delete(host);
    },
  };
}
