import { readFileSync } from 'node:fs';

/** An NHS England region (April 2024 codes). */
export interface Region {
  code: string;
  onsCode: string;
  name: string;
}

/** An integrated care board. */
export interface Icb {
  code: string;
  onsCode: string;
  name: string;
  regionCode: string;
}

/**
 * A sub-ICB location (April 2023 codes) with its label point, which the Office for National Statistics puts near the
 * middle and inside (degrees, WGS 84).
 */
export interface SubIcb {
  code: string;
  onsCode: string;
  name: string;
  icbCode: string;
  longitude: number;
  latitude: number;
}

/** A board established by merging others, with the sub-ICB locations that came to it. */
interface MergedIcb extends Icb {
  subIcbs: readonly string[];
}

interface Places {
  regions: readonly Region[];
  /** The 42 boards of July 2022 to March 2026. */
  icbs: readonly Icb[];
  /** April 2023. */
  subIcbs: readonly SubIcb[];
  mergedOn: string;
  /** Twelve boards were abolished on that day and six established. */
  mergedIcbs: readonly MergedIcb[];
  /**
   * Sub-ICB locations that came after April 2023, by the one that most of their practices belonged to: Frimley was
   * divided on 1 April 2026, and its larger part became a location of Thames Valley under a new code.
   */
  successors: Readonly<Record<string, string>>;
  /** Codes that the Office for National Statistics gave anew when a border moved, by the code that stayed. */
  renumbered: Readonly<Record<string, string>>;
  /**
   * Clinical commissioning groups that were merged by April 2021, by the sub-ICB location that most of their practices
   * belong to now (05L was split; its larger part went to D2P2L). From the practices' codes in the January 2021
   * patient lists and the ePCN file of January 2025.
   */
  predecessors: Readonly<Record<string, readonly string[]>>;
}

const places: Places = JSON.parse(readFileSync(new URL('../../data/places.json', import.meta.url), 'utf8'));

export const { regions, icbs, subIcbs } = places;

/** The boards that were established on 1 April 2026 by merging others. */
export const mergedIcbs: readonly Icb[] = places.mergedIcbs.map(({ subIcbs: _, ...icb }) => icb);

/** The day (ISO) from which those are the boards. */
export const { mergedOn } = places;

const subIcbByCode = new Map(subIcbs.map((area) => [area.code, area]));
const subIcbByOnsCode = new Map(subIcbs.map((area) => [area.onsCode, area]));
const icbByCode = new Map([...icbs, ...mergedIcbs].map((icb) => [icb.code, icb]));
const icbByOnsCode = new Map([...icbs, ...mergedIcbs].map((icb) => [icb.onsCode, icb]));
const regionByCode = new Map(regions.map((region) => [region.code, region]));
const mergedIcbOf = new Map(
  places.mergedIcbs.flatMap(({ code, subIcbs: parts }) => parts.map((part) => [part, code] as const)),
);
const areaOfOther = new Map([
  ...Object.entries(places.successors),
  ...Object.entries(places.renumbered),
  ...Object.entries(places.predecessors).flatMap(([code, former]) =>
    former.map((old) => [old, code] as const),
  ),
]);

/**
 * The sub-ICB location, of the 106 of April 2023, that a code belongs to: ODS or ONS code of the location itself, of a
 * clinical commissioning group since merged into it, or of a location that came later.
 */
export function subIcbOf(code: string): SubIcb | undefined {
  return subIcbByCode.get(code) ?? subIcbByOnsCode.get(code) ?? subIcbByCode.get(areaOfOther.get(code) ?? '');
}

/** The ICB of an ODS or ONS code, of whatever time. */
export function icbOf(code: string): Icb | undefined {
  return icbByCode.get(code) ?? icbByOnsCode.get(code);
}

/** The ICB that a sub-ICB location belongs to on a date (ISO). */
export function icbOn(area: SubIcb, date: string): Icb | undefined {
  const merged = date < places.mergedOn ? undefined : mergedIcbOf.get(area.code);
  return icbByCode.get(merged ?? area.icbCode);
}

/** The region of an ODS or ONS code. */
export function regionOf(code: string): Region | undefined {
  return regionByCode.get(code) ?? regions.find(({ onsCode }) => onsCode === code);
}
