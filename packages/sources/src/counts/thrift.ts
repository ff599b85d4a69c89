/** A value of Thrift's compact protocol, as far as Parquet's headers need it. */
export type Thrift =
  | { i32: number }
  | { i64: number }
  | { text: string }
  | { list: readonly Thrift[] }
  | { struct: Readonly<Record<number, Thrift>> };

const typeOf = (value: Thrift): number => {
  if ('i32' in value) return 5;
  if ('i64' in value) return 6;
  if ('text' in value) return 8;
  return 'list' in value ? 9 : 12;
};

/** A whole number from 0 in groups of seven bits, the lowest first. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** Bytes of a value in the compact protocol (Apache Thrift, thrift-compact-protocol.md). Numbers are from 0 on. */
export function encodeThrift(value: Thrift): number[] {
  if ('i32' in value) return varint(value.i32 * 2);
  if ('i64' in value) return varint(value.i64 * 2);
  if ('text' in value) {
    const bytes = Buffer.from(value.text);
    return [...varint(bytes.length), ...bytes];
  }
  if ('list' in value) {
    const { list } = value;
    const type = list[0] === undefined ? 12 : typeOf(list[0]);
    const head = list.length < 15 ? [list.length * 16 + type] : [0xf0 + type, ...varint(list.length)];
    return [...head, ...list.flatMap(encodeThrift)];
  }
  const bytes: number[] = [];
  let before = 0;
  for (const [key, field] of Object.entries(value.struct)) {
    bytes.push((Number(key) - before) * 16 + typeOf(field), ...encodeThrift(field));
    before = Number(key);
  }
  return [...bytes, 0];
}
