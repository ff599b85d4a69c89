import { stat } from 'node:fs/promises';

/** A file changed within this time of its last change may bear the same time stamp. */
const racyMilliseconds = 2_000;

/** What of a file's state changes when its bytes do. */
export interface FileState {
  state: string;
  /** Old enough that a later change cannot leave the state as it is. */
  settled: boolean;
}

/** The state of a file, of the one that it leads to where it is a symbolic link. */
export async function stateOf(path: string): Promise<FileState> {
  const found = await stat(path, { bigint: true });
  const old = BigInt(Date.now() - racyMilliseconds) * 1_000_000n;
  return {
    state: [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' '),
    settled: found.mtimeNs < old && found.ctimeNs < old,
  };
}
