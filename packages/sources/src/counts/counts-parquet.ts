import type { CountTally } from './count-tally.js';
import { encodeThrift, type Thrift, varint } from './thrift.js';

const rowsInGroup = 1 << 17;
const magic = Buffer.from('PAR1');
const physical = { integer: 1, text: 6 } as const;
const encoding = { plain: 0, rle: 3, dictionary: 8 } as const;

type Type = keyof typeof physical;

const struct = (fields: Readonly<Record<number, Thrift>>): Thrift => ({ struct: fields });
const columns: readonly { name: string; type: Type }[] = [
  { name: 'practice', type: 'text' },
  { name: 'part', type: 'text' },
  { name: 'age', type: 'integer' },
  { name: 'n', type: 'integer' },
];

/** Numbers in as few bits as the greatest needs, the lowest bit first, as one run. */
function bitPacked(values: Int32Array, distinct: number): Buffer {
  const width = Math.max(1, 32 - Math.clz32(distinct - 1));
  const groups = Math.ceil(values.length / 8);
  const head = Uint8Array.from([width, ...varint(groups * 2 + 1)]);
  const bytes = Buffer.alloc(head.length + groups * width);
  bytes.set(head);
  let at = head.length;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < values.length; i++) {
    held |= (values[i] as number) << bits;
    bits += width;
    while (bits >= 8) {
      bytes[at++] = held & 0xff;
      held >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) bytes[at] = held & 0xff;
  return bytes;
}

function plainText(values: readonly string[]): Buffer {
  const bytes = Buffer.alloc(values.reduce((sum, value) => sum + 4 + Buffer.byteLength(value), 0));
  let at = 0;
  for (const value of values) {
    const length = bytes.write(value, at + 4);
    bytes.writeUInt32LE(length, at);
    at += 4 + length;
  }
  return bytes;
}

function plainIntegers(values: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (let i = 0; i < values.length; i++) bytes.writeInt32LE(values[i] as number, i * 4);
  return bytes;
}

function page(type: 'data' | 'dictionary', values: number, how: number, body: Buffer): Buffer {
  const size: Thrift = { i32: body.length };
  const header: Record<number, Thrift> = {
    1: { i32: type === 'data' ? 0 : 2 },
    2: size,
    3: size,
    ...(type === 'data'
      ? {
          5: struct({
            1: { i32: values },
            2: { i32: how },
            3: { i32: encoding.rle },
            4: { i32: encoding.rle },
          }),
        }
      : { 7: struct({ 1: { i32: values }, 2: { i32: how } }) }),
  };
  return Buffer.concat([Uint8Array.from(encodeThrift(struct(header))), body]);
}

/** Codes numbered anew in the order of appearance, and which old code each new one was. */
function recode(codes: Int32Array, all: number): { codes: Int32Array; old: number[] } {
  const place = new Int32Array(all).fill(-1);
  const old: number[] = [];
  const fresh = new Int32Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (place[code] === -1) place[code] = old.push(code) - 1;
    fresh[i] = place[code] as number;
  }
  return { codes: fresh, old };
}

/** The first year of an age label, such as 65_69 or 95+; -1 where a part is no age. */
const ageOf = (part: string): number => Number(/^([0-9]{1,3})([+_ -].*)?$/.exec(part)?.[1] ?? -1);

/**
 * A tally as an Apache Parquet file: practice and part (UTF-8, dictionary), age (first year of the label, -1 where
 * there is none) and n (32-bit integers, dictionary), none missing, uncompressed, by practice. The same tally gives the same bytes.
 * Source of the layout: github.com/apache/parquet-format.
 */
export function countsParquet(tally: CountTally): Buffer {
  const ages = tally.parts.map(ageOf);
  const pieces: Buffer[] = [magic];
  let offset = magic.length;
  const rowGroups: Thrift[] = [];
  for (let from = 0; from < tally.n.length; from += rowsInGroup) {
    const n = tally.n.subarray(from, from + rowsInGroup);
    const practice = recode(tally.practice.subarray(from, from + n.length), tally.practices.length);
    const part = recode(tally.part.subarray(from, from + n.length), tally.parts.length);
    let most = 0;
    for (let i = 0; i < n.length; i++) most = Math.max(most, n[i] as number);
    const persons = recode(n, most + 1);
    const partIndex = bitPacked(part.codes, part.old.length);
    const bodies: { dictionary: Buffer; distinct: number; data: Buffer }[] = [
      {
        dictionary: plainText(practice.old.map((code) => tally.practices[code] as string)),
        distinct: practice.old.length,
        data: bitPacked(practice.codes, practice.old.length),
      },
      {
        dictionary: plainText(part.old.map((code) => tally.parts[code] as string)),
        distinct: part.old.length,
        data: partIndex,
      },
      {
        dictionary: plainIntegers(part.old.map((code) => ages[code] as number)),
        distinct: part.old.length,
        data: partIndex,
      },
      {
        dictionary: plainIntegers(persons.old),
        distinct: persons.old.length,
        data: bitPacked(persons.codes, persons.old.length),
      },
    ];
    const began = offset;
    const chunks = bodies.map(({ dictionary, distinct, data }, c): Thrift => {
      const { name, type } = columns[c] as (typeof columns)[number];
      const first = page('dictionary', distinct, encoding.plain, dictionary);
      const start = offset;
      const dataStart = start + first.length;
      const body = page('data', n.length, encoding.dictionary, data);
      pieces.push(first, body);
      offset = dataStart + body.length;
      const bytes: Thrift = { i64: offset - start };
      return struct({
        2: { i64: start },
        3: struct({
          1: { i32: physical[type] },
          2: { list: [encoding.plain, encoding.dictionary].map((i32) => ({ i32 })) },
          3: { list: [{ text: name }] },
          4: { i32: 0 },
          5: { i64: n.length },
          6: bytes,
          7: bytes,
          9: { i64: dataStart },
          11: { i64: start },
        }),
      });
    });
    rowGroups.push(struct({ 1: { list: chunks }, 2: { i64: offset - began }, 3: { i64: n.length } }));
  }
  const schema = [
    struct({ 4: { text: 'counts' }, 5: { i32: columns.length } }),
    ...columns.map(({ name, type }) =>
      struct({
        1: { i32: physical[type] },
        3: { i32: 0 },
        4: { text: name },
        ...(type === 'text' ? { 6: { i32: 0 } } : {}),
      }),
    ),
  ];
  const footer = Uint8Array.from(
    encodeThrift(
      struct({
        1: { i32: 1 },
        2: { list: schema },
        3: { i64: tally.n.length },
        4: { list: rowGroups },
        6: { text: 'inverse-care' },
      }),
    ),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...pieces, footer, length, magic]);
}
