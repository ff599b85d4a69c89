import { monthNames } from '@inverse-care/domain';
import { printable } from './printable.js';

/** A link of a web page. */
export interface Link {
  /** Absolute. */
  address: string;
  /** The file's name: the last part of the address, decoded. */
  name: string;
  text: string;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The name of the file at an address; empty where the address ends in a folder. */
export const fileNameOf = (address: string): string =>
  printable(decoded(new URL(address).pathname.split('/').at(-1) ?? '').slice(0, 300));

const shortNames = monthNames.map((name) => name.slice(0, 3).toLowerCase());
const inWords = new RegExp(`(?<![a-z])(${shortNames.join('|')})[a-z]*[-_ .]*(20\\d\\d|\\d\\d)(?!\\d)`, 'i');

/** The month that a file's name or a link's text speaks of, as "2022-10"; null where it names none. */
export function monthNamed(text: string): string | null {
  const digits = /(?<!\d)(0[1-9]|1[0-2])(20\d\d)(?!\d)/.exec(text);
  if (digits !== null) return `${digits[2]}-${digits[1]}`;
  const iso = /(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?!\d)/.exec(text);
  if (iso !== null) return `${iso[1]}-${iso[2]}`;
  const words = inWords.exec(text);
  if (words === null) return null;
  const [, name, year] = words as unknown as [string, string, string];
  const number = shortNames.indexOf(name.toLowerCase()) + 1;
  return `${year.length === 2 ? '20' : ''}${year}-${String(number).padStart(2, '0')}`;
}

/**
 * The links whose file name fits a pattern and that are not of another edition: those that name the edition first,
 * then those that name none. Each address once.
 */
export function chooseLinks(
  links: readonly Link[],
  files: RegExp,
  edition: string | null,
): { named: Link[]; unnamed: Link[] } {
  const seen = new Set<string>();
  const fitting = links.filter(({ name, address }) => {
    if (!files.test(name) || seen.has(address)) return false;
    seen.add(address);
    return true;
  });
  if (edition === null) return { named: fitting, unnamed: [] };
  const said = ({ name, text }: Link) => monthNamed(name) ?? monthNamed(text);
  return {
    named: fitting.filter((link) => said(link) === edition),
    unnamed: fitting.filter((link) => said(link) === null),
  };
}
