import { describe, expect, it } from 'vitest';
import { icbOf, icbOn, icbs, mergedIcbs, regionOf, regions, subIcbOf, subIcbs } from '../src/index.js';

describe('the table of NHS areas', () => {
  it('has 106 sub-ICB locations in 42 ICBs in 7 regions, each code once', () => {
    expect([subIcbs.length, icbs.length, regions.length]).toEqual([106, 42, 7]);
    expect(new Set(subIcbs.map(({ code }) => code)).size).toBe(106);
    expect(new Set(subIcbs.map(({ onsCode }) => onsCode)).size).toBe(106);
  });

  it('nests: every location in an ICB that has a region, every ICB with a location', () => {
    for (const { icbCode } of subIcbs) expect(regionOf(icbOf(icbCode)!.regionCode)).toBeDefined();
    expect(new Set(subIcbs.map(({ icbCode }) => icbCode)).size).toBe(42);
  });

  it('finds a location by ODS code, by ONS code and by a commissioning group since merged into it', () => {
    expect(subIcbOf('36L')?.name).toBe('NHS South West London ICB - 36L');
    expect(subIcbOf(subIcbOf('36L')!.onsCode)?.code).toBe('36L');
    expect(subIcbOf('07P')?.code).toBe('W2U3Z');
    expect(subIcbOf('ZZZ')).toBeUndefined();
  });

  it('places every location in England', () => {
    for (const { longitude, latitude } of subIcbs) {
      expect(longitude).toBeGreaterThan(-6.5);
      expect(longitude).toBeLessThan(2);
      expect(latitude).toBeGreaterThan(49.8);
      expect(latitude).toBeLessThan(55.9);
    }
  });
});

describe('the boards of April 2026', () => {
  it('are 36: twelve of the 42 were merged into six, and every location is in one', () => {
    const before = new Set(subIcbs.map((area) => icbOn(area, '2026-03-31')!.code));
    const after = new Set(subIcbs.map((area) => icbOn(area, '2026-04-01')!.code));
    expect([before.size, after.size, mergedIcbs.length]).toEqual([42, 36, 6]);
    expect([...before].filter((code) => !after.has(code))).toHaveLength(12);
  });

  // NHS Organisation Data Service, successions of 1 April 2026: the two boards that were divided by sub-ICB location.
  it.each([
    ['06K', 'S1Y5D'],
    ['06N', 'S1Y5D'],
    ['07H', 'D7T5G'],
    ['06L', 'T6Y0W'],
    ['07K', 'T6Y0W'],
    ['06T', 'D7T5G'],
    ['U2G6B', 'S0E4D'],
    ['D9Y0V', 'QRL'],
  ])('%s went to %s', (code, board) => {
    expect(icbOn(subIcbOf(code)!, '2026-06-30')?.code).toBe(board);
  });

  it('stay in their region', () => {
    for (const area of subIcbs) {
      expect(icbOn(area, '2026-04-01')?.regionCode).toBe(icbOn(area, '2026-03-31')?.regionCode);
    }
  });
});

// Office for National Statistics, LONG and LAT of the sub-ICB locations of April 2023.
it.each([
  ['02P', -1.54925, 53.5258],
  ['99E', 0.368068, 51.6247],
])('%s has the label point of its boundary', (code, longitude, latitude) => {
  expect(subIcbOf(code)).toMatchObject({ longitude, latitude });
});
