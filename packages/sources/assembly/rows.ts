/** Words of the state, by byte; src/row-memory.ts lays them out. */
const columnsAt: usize = 0;
const practiceAt: usize = 4;
const partAt: usize = 8;
const sexAt: usize = 12;
const patientsAt: usize = 16;
const dateAt: usize = 20;
const typeAt: usize = 24;
const returnsAt: usize = 28;
const mostAt: usize = 32;
const beforeAt: usize = 36;
const rowsAt: usize = 40;
const countedAt: usize = 44;
const recordsAt: usize = 48;
const capacityAt: usize = 52;
const valuesAt: usize = 64;
const endsAt: usize = 192;
const tablesAt: usize = 320;

const longestCell: i32 = 12;
const slots: u64 = 1 << 16;

/** One bit for each of 16 bytes that may end a cell, or with which the careful walk has to deal. */
// @ts-expect-error: decorators are AssemblyScript's own
@inline
function endings(at: usize): i32 {
  const bytes = v128.load(at);
  const marks = v128.or(i8x16.eq(bytes, i8x16.splat(44)), i8x16.eq(bytes, i8x16.splat(34)));
  // Bytes beyond ASCII are negative.
  return i8x16.bitmask(v128.or(marks, i8x16.lt_s(bytes, i8x16.splat(32))));
}

/** The slot of a cell of 1 to 12 bytes, none of them 0: 12 bytes of the cell and an int32, all 0 where it is free. */
// @ts-expect-error
@inline
function slotOf(table: usize, at: usize, length: i32): usize {
  let low = load<u64>(at);
  let high: u32 = 0;
  if (length < 8) low &= ((<u64>1) << (length << 3)) - 1;
  else high = load<u32>(at, 8) & <u32>(((<u64>1) << ((length - 8) << 3)) - 1);
  let slot = ((low + <u64>high * 0xd6e8feb86659fd93) * 0x9e3779b97f4a7c15) >> 48;
  let place = table + <usize>(slot << 4);
  let found = load<u64>(place);
  while (found != 0 && (found != low || load<u32>(place, 8) != high)) {
    slot = (slot + 1) & (slots - 1);
    place = table + <usize>(slot << 4);
    found = load<u64>(place);
  }
  return place;
}

/** Notes what the cell of `length` bytes means. The table must have more than one free slot. */
export function learn(table: usize, at: usize, length: i32, value: i32): void {
  if (length < 1 || length > longestCell) return;
  const place = slotOf(table, at, length);
  memory.copy(place, at, length);
  store<i32>(place, value, 12);
}

/**
 * Walks the rows from `from` to `end`, where a line ends, as long as they are like others: cells that `learn` knows,
 * no quotes but in cells that are as in the row before, counts of up to six digits. Each row that counts a practice
 * becomes a record of three int32: practice, part, and sexes << 24 | persons; rows of the same practice and part that
 * follow each other, each of another sex, become one. Gives where the first row begins that is to be looked at more
 * closely, or that has no room. 16 bytes beyond `end` must be readable.
 */
export function walkRows(state: usize, from: usize, end: usize): usize {
  const columns = load<i32>(state, columnsAt);
  const practice = state + valuesAt + (<usize>load<i32>(state, practiceAt) << 2);
  const part = state + valuesAt + (<usize>load<i32>(state, partAt) << 2);
  const sex = state + valuesAt + (<usize>load<i32>(state, sexAt) << 2);
  const patients = load<i32>(state, patientsAt);
  const date = state + valuesAt + (<usize>load<i32>(state, dateAt) << 2);
  const typeColumn = load<i32>(state, typeAt);
  const type: usize = typeColumn < 0 ? 0 : state + valuesAt + (<usize>typeColumn << 2);
  const returns = load<i32>(state, returnsAt);
  const most = load<i32>(state, mostAt);
  const records = load<usize>(state, recordsAt);
  const last = records + <usize>load<i32>(state, capacityAt) * 12;
  const ends = state + endsAt;
  let record = records + <usize>load<i32>(state, countedAt) * 12;
  let before = load<usize>(state, beforeAt);
  let rows = load<i32>(state, rowsAt);

  while (from < end && record < last) {
    let at = from;
    let column = 0;
    if (before != 0) {
      // A row mostly begins as the one before: those cells mean what they meant there.
      const wanted = load<i32>(ends + ((columns - 2) << 2));
      let same = 0;
      while (same < wanted) {
        const equal = i8x16.bitmask(i8x16.eq(v128.load(before + same), v128.load(from + same)));
        if (equal != 0xffff) {
          same += ctz(~equal);
          break;
        }
        same += 16;
      }
      column = columns - 1;
      while (column > 0 && load<i32>(ends + ((column - 1) << 2)) > same) column--;
      if (column > 0) at += load<i32>(ends + ((column - 1) << 2));
    }
    before = 0;
    if (at >= end) break;
    let n = load<i32>(state + valuesAt + (<usize>patients << 2));
    let byte = 0;
    let known = true;
    for (;;) {
      const table = load<usize>(state + tablesAt + (<usize>column << 2));
      if (column == patients) {
        const start = at;
        n = 0;
        byte = load<u8>(at);
        while (<u32>(byte - 48) < 10 && at < start + 7) {
          n = n * 10 + byte - 48;
          byte = load<u8>(++at);
        }
        known = at > start && at < start + 7 && n <= most;
        store<i32>(state + valuesAt + (<usize>patients << 2), n);
      } else if (table != 0) {
        const length = ctz(endings(at));
        known = length > 0 && length <= longestCell;
        if (known) {
          const place = slotOf(table, at, length);
          known = load<u64>(place) != 0;
          store<i32>(state + valuesAt + (<usize>column << 2), load<i32>(place, 12));
          at += length;
        }
        byte = load<u8>(at);
      } else {
        let found = endings(at);
        while (found == 0) {
          at += 16;
          found = endings(at);
        }
        at += ctz(found);
        byte = load<u8>(at);
      }
      if (!known || column == columns - 1) break;
      known = byte == 44;
      if (!known) break;
      at++;
      store<i32>(ends + (column << 2), <i32>(at - from));
      column++;
    }
    if (!known) break;
    if (returns != 0) {
      if (byte != 13) break;
      byte = load<u8>(++at);
    }
    if (byte != 10) break;
    at++;
    if (type == 0 || load<i32>(type) != 0) {
      const p = load<i32>(practice);
      if (p < 0 || load<i32>(date) != 1) break;
      const area = load<i32>(part);
      const bit = load<i32>(sex) << 24;
      let merged = false;
      if (record > records && load<i32>(record - 12) == p && load<i32>(record - 8) == area) {
        const held = load<i32>(record - 4);
        // A row of all sexes, and a sex that is there twice, are for the one who sums up.
        if ((held & bit) == 0 && ((held | bit) & (1 << 24)) == 0) {
          store<i32>(record - 4, (held | bit) + n);
          merged = true;
        }
      }
      if (!merged) {
        store<i32>(record, p);
        store<i32>(record, area, 4);
        store<i32>(record, bit + n, 8);
        record += 12;
      }
    }
    rows++;
    before = from;
    from = at;
  }
  store<i32>(state, rows, rowsAt);
  store<i32>(state, <i32>((record - records) / 12), countedAt);
  store<usize>(state, before, beforeAt);
  return from;
}
