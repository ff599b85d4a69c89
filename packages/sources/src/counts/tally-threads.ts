import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CancelledError, throwIfCancelled } from '@inverse-care/domain';
import { type TallyJob, type TallyResult, tallyFile } from './tally-file.js';

/** Files below this size are read without a thread: starting one takes longer. */
const smallFile = 1 << 23;
const mostThreads = 2;

interface Task {
  job: TallyJob;
  onBytes: (bytes: number) => void;
  resolve: (result: TallyResult) => void;
  reject: (error: unknown) => void;
}

/** Reads tables of counts in threads, two at a time; small ones at once. */
export interface TallyThreads {
  run(job: TallyJob, onBytes: (bytes: number) => void): Promise<TallyResult>;
  /** Ends the threads; what they had not finished is rejected with CancelledError. */
  close(): Promise<void>;
}

export function tallyThreads(signal: AbortSignal | undefined): TallyThreads {
  // The same from the compiled module and from the bundle.
  const script = new URL('../counts/tally-worker.js', import.meta.url);
  const limit = existsSync(script) ? Math.min(mostThreads, Math.max(1, availableParallelism())) : 0;
  const waiting: Task[] = [];
  const running = new Map<Worker, Task>();
  const idle: Worker[] = [];
  let closed = false;

  const next = () => {
    while (!closed && waiting.length > 0 && running.size < limit) {
      const task = waiting.shift() as Task;
      const worker = idle.pop() ?? start();
      running.set(worker, task);
      worker.postMessage(task.job);
    }
  };
  const start = () => {
    const worker = new Worker(script);
    worker.on('message', (message: { bytes: number; result?: TallyResult }) => {
      const task = running.get(worker);
      if (task === undefined) return;
      task.onBytes(message.bytes);
      if (message.result === undefined) return;
      running.delete(worker);
      idle.push(worker);
      task.resolve(message.result);
      next();
    });
    // A thread that dies, of too little memory say, leaves its file to the careful reader.
    const lost = () => {
      const task = running.get(worker);
      running.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      if (closed) task?.reject(new CancelledError());
      else task?.resolve(null);
      next();
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  };
  const close = async () => {
    closed = true;
    for (const { reject } of waiting.splice(0)) reject(new CancelledError());
    await Promise.all([...running.keys(), ...idle].map((worker) => worker.terminate()));
  };
  signal?.addEventListener('abort', close, { once: true });
  return {
    async run(job, onBytes) {
      throwIfCancelled(signal);
      if (limit === 0 || job.bytes < smallFile) {
        return tallyFile(job, (bytes) => {
          throwIfCancelled(signal);
          onBytes(bytes);
        });
      }
      return new Promise((resolve, reject) => {
        waiting.push({ job, onBytes, resolve, reject });
        next();
      });
    },
    async close() {
      signal?.removeEventListener('abort', close);
      await close();
    },
  };
}
