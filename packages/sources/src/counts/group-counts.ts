import { order } from '@inverse-care/domain';
import type { CountTally } from './count-tally.js';

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
 * Records added up by practice and part; null where a sex is there twice.
 * @param names of the practices, in capitals.
 * @param parts how many there are.
 * @param records three numbers each: practice, part, sexes << 24 | persons. The lowest bit of the sexes is for all.
 */
export function groupCounts(
  names: readonly string[],
  parts: number,
  records: Int32Array,
): Pick<CountTally, 'practices' | 'practice' | 'part' | 'n'> | null {
  const ascending = [...names.keys()].sort((a, b) => order(names[a] as string, names[b] as string));
  const rank = new Int32Array(names.length);
  ascending.forEach((name, i) => {
    rank[name] = i;
  });
  const { starts, sorted } = byPractice(rank, records);
  const practice = new Int32Array(sorted.length);
  const part = new Int32Array(sorted.length);
  const n = new Int32Array(sorted.length);
  const sexesSeen = new Uint8Array(sorted.length);
  const place = new Int32Array(parts).fill(-1);
  let groups = 0;
  for (let p = 0; p < names.length; p++) {
    const begin = groups;
    for (let k = starts[p] as number; k < (starts[p + 1] as number); k++) {
      const record = sorted[k] as number;
      const ofPart = records[record + 1] as number;
      const sexesAndPersons = records[record + 2] as number;
      const sexes = sexesAndPersons >> 24;
      const persons = sexesAndPersons & personsMask;
      let group = place[ofPart] as number;
      if (group < begin) {
        group = groups++;
        place[ofPart] = group;
        practice[group] = p;
        part[group] = ofPart;
      }
      const before = sexesSeen[group] as number;
      if ((before & sexes) !== 0) return null;
      sexesSeen[group] = before | sexes;
      if (sexes === 1) n[group] = persons;
      else if ((before & 1) === 0) n[group] = (n[group] as number) + persons;
    }
  }
  return {
    practices: ascending.map((name) => names[name] as string),
    practice: practice.subarray(0, groups),
    part: part.subarray(0, groups),
    n: n.subarray(0, groups),
  };
}
