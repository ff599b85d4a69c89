import { greatCircleKm } from '@inverse-care/stats';
import { expect, test } from 'vitest';
import { positionsOf } from '../src/model/positions.js';
import { inventedPanel } from './invented-panel.js';

const { rows } = inventedPanel(24, ['2022-06-30']);

test('PCNs of one sub-ICB location are at one point', () => {
  const { longitudes, latitudes } = positionsOf(rows);
  expect(longitudes.length).toBe(24);
  expect([longitudes[12], latitudes[12]]).toEqual([longitudes[0], latitudes[0]]);
  expect(longitudes[1]).not.toBe(longitudes[0]);
});

// Python's math module: haversine on 6371.0088 km between the ONS label points (54.72996, -2.9139) and (51.20007, 0.719399).
test('North Cumbria and Kent are 461.673 km apart', () => {
  const at = (code: string) => ({ ...rows[0]!, sub_icb_code: code });
  const { longitudes, latitudes } = positionsOf([at('01H'), at('91Q')]);
  expect(greatCircleKm(longitudes[0]!, latitudes[0]!, longitudes[1]!, latitudes[1]!)).toBeCloseTo(
    461.67331568,
    7,
  );
});

test('A code of before its merger is where its successor is; a code of nowhere is refused with what to do', () => {
  const at = (code: string) => [{ ...rows[0]!, pcn_code: 'U77777', sub_icb_code: code }];
  expect(positionsOf(at('07L'))).toEqual(positionsOf(at('A3A8R')));
  expect(() => positionsOf(at('ZZ9'))).toThrow('where U77777 is: the position of its sub-ICB location "ZZ9"');
});
