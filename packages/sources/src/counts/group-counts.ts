import { order } from '@inverse-care/domain';
import type { Counts } from './count-tally.js';

const personsMask = (1 << 24) - 1;

/** The records of each practice, in their order, practices ascending by name (counting sort): numbers of records. */
function byPractice(rank: Int32Array, records: Int32Array) {
  const next = new Int32Array(rank.length + 1);
  for (let i = 0; i < records.length; i += 3) {
    const at = (rank[records[i] as number] as number) + 1;
    next[at] = (next[at] as number) + 1;
  }
  for (let p = 0; p < rank.length; p++) next[p + 1] = (next[p + 1] as number) + (next[p] as number);
  const starts = next.slice();
  const sorted = new Int32Array(records.length / 3);
  for (let i = 0; i < records.length; i += 3) {
    const p = rank[records[i] as number] as number;
    sorted[next[p] as number] = i;
    next[p] = (next[p] as number) + 1;
  }
  return { starts, sorted };
}

/**
 * Records added up by practice and part; null where a sex is there twice, unless it may be.
 * @param names of the practices, in capitals.
 * @param parts their texts, in capitals.
 * @param records three numbers each: practice, part, sexes << 24 | persons. The lowest bit of the sexes is for all.
 * @param repeats the rows of a sex that is there twice are added up.
 */
export function groupCounts(
  names: readonly string[],
  parts: string[],
  records: Int32Array,
  repeats = false,
): Counts | null {
  const ascending = [...names.keys()].sort((a, b) => order(names[a] as string, names[b] as string));
  const rank = new Int32Array(names.length);
  ascending.forEach((name, i) => {
    rank[name] = i;
  });
  const { starts: firsts, sorted } = byPractice(rank, records);
  const starts = new Int32Array(names.length + 1);
  const part = new Int32Array(sorted.length);
  const n = new Int32Array(sorted.length);
  const sexesSeen = new Uint8Array(sorted.length);
  const place = new Int32Array(parts.length).fill(-1);
  let groups = 0;
  for (let p = 0; p < names.length; p++) {
    const begin = groups;
    starts[p] = begin;
    for (let k = firsts[p] as number; k < (firsts[p + 1] as number); k++) {
      const record = sorted[k] as number;
      const ofPart = records[record + 1] as number;
      const sexesAndPersons = records[record + 2] as number;
      const sexes = sexesAndPersons >> 24;
      const persons = sexesAndPersons & personsMask;
      let group = place[ofPart] as number;
      if (group < begin) {
        group = groups++;
        place[ofPart] = group;
        part[group] = ofPart;
      }
      const before = sexesSeen[group] as number;
      const again = (before & sexes) !== 0;
      if (again && !repeats) return null;
      sexesSeen[group] = before | sexes;
      if (sexes === 1) n[group] = again ? (n[group] as number) + persons : persons;
      else if ((before & 1) === 0) n[group] = (n[group] as number) + persons;
    }
  }
  starts[names.length] = groups;
  return {
    practices: ascending.map((name) => names[name] as string),
    parts,
    starts,
    part: part.subarray(0, groups),
    n: n.subarray(0, groups),
  };
}
