import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Of a process that holds less there is too little to gain: where files were known, reading leaves little. */
const large = 2 ** 28;

/**
 * Gives back what is no longer needed, where the process has become large. Left alone, V8 keeps what the reading of
 * files has left until the heap has grown by half again, and the threads fill their memory beside it.
 * @param most bytes that the process may hold without it.
 * @returns whether there was more.
 */
export function collectGarbage(most = large): boolean {
  if (process.memoryUsage.rss() < most) return false;
  // The function is there in contexts that are made after the flag is set.
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return true;
}
