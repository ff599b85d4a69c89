import { distance } from 'fastest-levenshtein';
import { closest } from '../../closest.js';
import { icbOf, icbs, mergedIcbs, regionOf, regions, subIcbOf, subIcbs } from '../../places/geography.js';
import { areasWithin } from './cluster-faults.js';
import type { Fault, Judge } from './fault.js';

const kinds = {
  region: {
    known: regions.map(({ code }) => code),
    named: regions,
    has: (code: string) => regionOf(code)?.code === code,
    noun: 'region',
  },
  icb: {
    known: [...icbs, ...mergedIcbs].map(({ code }) => code),
    named: [...icbs, ...mergedIcbs],
    has: (code: string) => icbOf(code)?.code === code,
    noun: 'ICB',
  },
  sub_icb: {
    known: subIcbs.map(({ code }) => code),
    named: subIcbs,
    has: (code: string) => subIcbOf(code)?.code === code,
    noun: 'sub-ICB location',
  },
} as const;

/** Places that an error lists. */
const fewEnoughToList = 8;

/**
 * The code that one most likely meant. Codes of places have no sense that a slip would leave: one of a few is as near as
 * any other, and so is one of several that are as near.
 */
function codeMeant(code: string, known: readonly string[]): string | undefined {
  const meant = closest(code, known);
  if (meant === undefined || meant.toLowerCase() === code.toLowerCase()) return meant;
  const edits = (one: string) => distance(code.toLowerCase(), one.toLowerCase());
  const asNear = known.filter((one) => edits(one) <= edits(meant));
  return known.length <= fewEnoughToList || asNear.length > 1 ? undefined : meant;
}

function unknownCodes(where: NonNullable<Parameters<Judge>[0]['where']>): Fault[] {
  return (['region', 'icb', 'sub_icb'] as const).flatMap((key) => {
    const { known, named, has, noun } = kinds[key];
    const code = where[key]?.find((one) => !has(one));
    if (code === undefined) return [];
    const listed = known.length <= fewEnoughToList;
    const byName = closest(
      code,
      named.map(({ name }) => name),
    );
    const meant = named.find(({ name }) => name === byName)?.code ?? codeMeant(code, known);
    return [
      {
        path: ['where'],
        problem: `No ${noun} has the code "${code}".`,
        expected: listed
          ? `one of ${named.map(({ code, name }) => `${code} (${name})`).join(', ')}`
          : `the ODS code of one, such as ${known[0]}`,
        remedy:
          meant !== undefined
            ? `Write "${meant}" if that is what was meant.`
            : listed
              ? 'Write the code of one of these.'
              : `Correct the code; the tables' column ${key}_code has them.`,
      },
    ];
  });
}

/** Places that nobody has, that exclude one another, or of which there is one alone to compare. */
export const placeFaults: Judge = ({ where, by = [] }) => {
  const unknown = where === undefined ? [] : unknownCodes(where);
  if (unknown.length > 0) return unknown;
  const faults: Fault[] = [];
  if (where !== undefined && areasWithin('sub_icb', where) === 0)
    faults.push({
      path: ['where'],
      problem: 'The places exclude one another: no PCN lies in all of them.',
      expected: 'an ICB that lies in a named region, a sub-ICB location that lies in a named ICB',
      remedy: 'Take one of the conditions out.',
    });
  const alone = by.find((group) => (group === 'region' || group === 'icb') && areasWithin(group, where) < 2);
  if (alone !== undefined && faults.length === 0)
    faults.push({
      path: ['by'],
      problem: `Where the study looks there is one ${kinds[alone as 'region' | 'icb'].noun} alone.`,
      expected: 'two or more groups to compare',
      remedy: `Take "${alone as string}" out of "by", or widen "where".`,
    });
  return faults;
};
