import { availableParallelism } from 'node:os';
import { type FetchGroup, fetchGroups } from '@inverse-care/sources/fetch-groups';
import { InvalidArgumentError } from 'commander';
import { type BriefingFormat, briefingFormats, type Format, formats } from '../formats.js';

/** Options that every command with a run in it takes. */
export interface RunCommandOptions {
  out: string;
  threads?: number;
  seed?: number;
  replicates?: number;
  pdf: boolean;
  format?: Format[];
  theme?: string;
  force?: boolean;
  /** Folder of the cache; false for none. */
  cache?: string | false;
  /** Address of a queue whose workers do the tasks, in place of threads. */
  executor?: string;
}

/** What `run` takes besides. */
export interface SetOptions {
  /** Choices of one specification: "need=ltc_share". */
  set?: string[];
}

/** Collects an option that may be given more than once. */
export const repeatable = (value: string, before: string[] = []): string[] => [...before, value];

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

/** "html,pdf" as formats, each once and in the order of {@link formats}. */
export function formatsOption(text: string): Format[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !formats.some((format) => format === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `Expected one or more of ${formats.join(', ')} with commas between; “${unknown}” is none.`,
    );
  return formats.filter((format) => names.includes(format));
}

/** As `formatsOption`, of a briefing. */
export function briefingFormatsOption(text: string): BriefingFormat[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !briefingFormats.some((format) => format === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `Expected html, pdf or both with a comma between; “${unknown}” is neither.`,
    );
  return briefingFormats.filter((format) => names.includes(format));
}

/** A day such as 2022-06-30. */
export function dayOption(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new InvalidArgumentError('Expected a date, such as 2022-06-30.');
  return text;
}

/**
 * The documents to make: those of --format, or all; with --no-pdf the page alone.
 */
export const formatsOf = ({ format, pdf }: Pick<RunCommandOptions, 'format' | 'pdf'>): readonly Format[] =>
  pdf ? (format ?? formats) : ['html'];

/** Threads where none are asked for. */
export const defaultThreads = () => Math.max(1, availableParallelism());

export const yearOption = wholeNumber(1900, 2100);

/** Words with commas between, of which none is empty. */
export function listOption(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('Expected words with commas between.');
  return words;
}

/** A number above 0, of minutes, for a deadline. */
export function minutesOption(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value <= 0 || value > 10_000) {
    throw new InvalidArgumentError('Expected minutes, above 0 and at most 10000.');
  }
  return value;
}

/** Kilobytes in a second; 0 for any speed. */
export const speedOption = wholeNumber(0, 100_000);

/** Hosts, the option being given more than once: "files.example.org", "*.example.org" or with a port. */
export function hostOption(text: string, before: string[] = []): string[] {
  if (!/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*(:\d{1,5})?$/i.test(text)) {
    throw new InvalidArgumentError('Expected the name of a host, such as files.example.org.');
  }
  return [...before, text];
}

/** A month such as 2020-03. */
export function monthOption(text: string): string {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) {
    throw new InvalidArgumentError('Expected a year and a month, such as 2020-03.');
  }
  return text;
}

/** Groups of files, with commas between. */
export function groupsOption(text: string): FetchGroup[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase() as FetchGroup);
  const strange = names.find((name) => !fetchGroups.includes(name));
  if (strange !== undefined) {
    throw new InvalidArgumentError(`"${strange}" is none of ${fetchGroups.join(', ')}.`);
  }
  return names;
}
