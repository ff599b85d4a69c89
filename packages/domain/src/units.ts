/** What the numbers of a variable may be. */
interface UnitRule {
  /** Values that the unit allows; a variable may state narrower ones. */
  readonly bounds: readonly [low: number, high: number];
  /** A quotient of two counts is multiplied by this. */
  readonly per: number;
}

const anyNumber = [-Infinity, Infinity] as const;
const fromZero = [0, Infinity] as const;

const rules = {
  share: { bounds: [0, 1], per: 1 },
  percent: { bounds: [0, 100], per: 100 },
  'per 100': { bounds: fromZero, per: 100 },
  'per 1,000': { bounds: fromZero, per: 1000 },
  'per 10,000': { bounds: fromZero, per: 10_000 },
  'per 100,000': { bounds: fromZero, per: 100_000 },
  ratio: { bounds: fromZero, per: 1 },
  score: { bounds: anyNumber, per: 1 },
  index: { bounds: anyNumber, per: 1 },
  count: { bounds: fromZero, per: 1 },
  years: { bounds: fromZero, per: 1 },
  days: { bounds: fromZero, per: 1 },
  minutes: { bounds: fromZero, per: 1 },
  kilometres: { bounds: fromZero, per: 1 },
  pounds: { bounds: anyNumber, per: 1 },
} as const satisfies Record<string, UnitRule>;

export type Unit = keyof typeof rules;

export const units = Object.keys(rules) as [Unit, ...Unit[]];

export const unitRule = (unit: Unit): UnitRule => rules[unit];
