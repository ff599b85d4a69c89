import type { Task } from '../executor.js';

interface PlainError {
  name: string;
  message: string;
  stack: string | undefined;
}

/** A task's error as the text that a job fails with. */
export const taskErrorText = ({ name, message, stack }: PlainError): string =>
  JSON.stringify({ name, message, stack });

function plainFrom(text: string): PlainError {
  try {
    const { name, message, stack } = JSON.parse(text) as Record<string, unknown>;
    if (typeof name === 'string' && typeof message === 'string')
      return { name, message, stack: typeof stack === 'string' ? stack : undefined };
  } catch {
    // What BullMQ itself says is no JSON.
  }
  return {
    name: 'Error',
    message: /stalled/.test(text) ? 'each worker that took it died' : text,
    stack: undefined,
  };
}

/** The error of a task that has failed each time, from the text that its job failed with. */
export function taskErrorFrom(text: string, { kind, key }: Task, attempts: number): Error {
  const { name, message, stack } = plainFrom(text);
  const error = new Error(`${message} (${kind}, ${key}; tried ${attempts} times by workers)`);
  return Object.assign(error, { name, ...(stack !== undefined && { stack }) });
}
