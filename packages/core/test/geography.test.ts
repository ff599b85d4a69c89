import { describe, expect, it } from 'vitest';
import { icbOf, icbs, regionOf, regions, subIcbOf, subIcbs } from '../src/index.js';

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
