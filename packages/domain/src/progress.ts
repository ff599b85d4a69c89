/** How far a step of a long work has come. */
export interface Progress {
  /** What is being done, for a terminal. */
  label: string;
  done: number;
  /** 0 where it is not known. */
  total: number;
}

/** Told from time to time how far a work has come. */
export type OnProgress = (progress: Progress) => void;

/** What every long work takes: when to stop, and whom to tell how far it has come. */
export interface Watch {
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
}
