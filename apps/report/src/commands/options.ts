import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** Options that every command with a run in it takes. */
export interface RunCommandOptions {
  out: string;
  threads?: number;
  seed?: number;
  replicates?: number;
  pdf: boolean;
  force?: boolean;
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

export const threadsOption = wholeNumber(1, 256);
export const seedOption = wholeNumber(0, 4_294_967_295);
export const replicatesOption = wholeNumber(0, 1_000_000);

/** Threads where none are asked for. */
export const defaultThreads = () => Math.max(1, availableParallelism());
