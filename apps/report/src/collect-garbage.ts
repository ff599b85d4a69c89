import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Of a smaller heap there is too little to gain. */
const largeHeap = 2 ** 27;

/**
 * Gives back what is no longer needed, where the heap is large. Left alone, V8 keeps what the reading of files has left
 * until the heap has grown by half again, and the threads fill their memory beside it.
 * @returns false where the heap is small.
 */
export function collectGarbage(large = largeHeap): boolean {
  if (getHeapStatistics().total_heap_size < large) return false;
  // The function is there in contexts that are made after the flag is set.
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return true;
}
