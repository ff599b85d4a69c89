import { describe, expect, it } from 'vitest';
import { packedRowsFor, unpackRows } from '../src/model/packed-rows.js';
import { inventedPanel } from './invented-panel.js';

const panel = inventedPanel(20, ['2020-03-31', '2020-06-30']);

describe('rows packed for a task', () => {
  it('are the rows of the snapshot again, to the last bit, with the asked variables alone', () => {
    const unpacked = unpackRows(packedRowsFor(panel, '2020-06-30', ['ltc_share', 'rural']));
    const own = panel.rows.filter(({ snapshot }) => snapshot === '2020-06-30');
    expect(unpacked).toHaveLength(20);
    expect(unpacked).toStrictEqual(
      own.map((row) => ({
        ...row,
        values: { ltc_share: row.values.ltc_share, rural: row.values.rural },
      })),
    );
  });

  it('keep what is missing: values, and what was not reported', () => {
    const [first, ...others] = panel.rows;
    const silent = { ...first!, fte: null, fte_per_10k: null, values: { ltc_share: null } };
    const rows = [silent, ...others];
    const [row] = unpackRows(packedRowsFor({ ...panel, rows }, '2020-03-31', ['ltc_share', 'rural']));
    expect(row).toStrictEqual({ ...silent, values: { ltc_share: null, rural: null } });
  });

  it('share one piece of memory, whichever variables are asked for', () => {
    const one = packedRowsFor(panel, '2020-03-31', ['ltc_share']);
    const other = packedRowsFor(panel, '2020-03-31', ['rural']);
    expect(one.rest).toBe(other.rest);
    expect(one.rest.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});
