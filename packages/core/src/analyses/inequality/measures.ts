import type { PanelRow, VariableId } from '@inverse-care/domain';
import {
  drawnConcentration,
  drawnGroupGap,
  drawnHorizontalInequity,
  drawnTheil,
  rankingOf,
  type Units,
} from '@inverse-care/stats';
import { valueIn } from '../../model/rows.js';
import type { InequalityRow } from './tables.js';

/** What one row of the table is of. */
export type MeasureName = Pick<InequalityRow, 'measure' | 'of' | 'by' | 'given'>;

/** Some measures, and their values where each unit is there so often. */
export interface Measures {
  names: readonly MeasureName[];
  of(often: Float64Array): number[];
}

/** A PCN whose FTE is known. */
export type Counted = PanelRow & { fte: number; fte_per_10k: number };

/** What the horizontal inequity ranks by. */
const deprived: VariableId = 'income_deprivation';
/** Whose share of patients is held against all others. */
const fifth: VariableId = 'core20_share';

/** Measures that are asked of the same PCNs, which have a value of each variable. */
export type Part =
  | { of: 'distribution'; variables: readonly VariableId[] }
  | { of: 'group'; variables: readonly VariableId[] }
  | { of: 'need'; need: VariableId; variables: readonly VariableId[] };

/** The parts that the variables of a panel allow: how unequal provision is, the gap of a group, and each need. */
export function partsOf(needs: readonly VariableId[], variables: readonly VariableId[]): Part[] {
  const ranked = (need: VariableId) =>
    need !== deprived && need !== fifth && variables.includes(deprived) ? [need, deprived] : [need];
  return [
    { of: 'distribution', variables: [] },
    ...(variables.includes(fifth) ? [{ of: 'group' as const, variables: [fifth] }] : []),
    ...needs.map((need) => ({ of: 'need' as const, need, variables: ranked(need) })),
  ];
}

const columnOf = (rows: readonly Counted[], id: VariableId) =>
  Float64Array.from(rows, (row) => valueIn(row, id)!);

interface Columns {
  rows: readonly Counted[];
  units: Units;
  provision: Float64Array;
  patients: Float64Array;
}

const name = (
  measure: MeasureName['measure'],
  by: string,
  more: Partial<Pick<MeasureName, 'of' | 'given'>> = {},
): MeasureName => ({ measure, of: 'fte_per_10k', by, given: '', ...more });

function distribution({ rows, units, provision, patients }: Columns): Measures {
  const codes = [...new Set(rows.map(({ icb_code }) => icb_code))];
  const groups = Int32Array.from(rows, ({ icb_code }) => codes.indexOf(icb_code));
  const gini = drawnConcentration(
    { values: provision, ranking: rankingOf(provision), population: patients },
    units,
  );
  const theil = drawnTheil(provision, patients, groups, units);
  return {
    names: [
      name('gini', 'patients'),
      name('theil', 'icb_code'),
      name('theil within ICBs', 'icb_code'),
      name('theil between ICBs', 'icb_code'),
    ],
    of(often) {
      const { total, within, between } = theil(often);
      return [gini(often), total, within, between];
    },
  };
}

/** Concentration by a need; of having any, which is 0 or 1, its indices for bounded variables; Gini per need. */
function overNeed({ rows, units, provision, patients }: Columns, need: VariableId): Measures {
  const value = columnOf(rows, need);
  const ranking = rankingOf(value);
  const any = provision.map((one) => Number(one > 0));
  const staff = drawnConcentration({ values: provision, ranking, population: patients }, units);
  const having = drawnConcentration({ values: any, ranking, population: patients }, units);
  const shareOf = drawnGroupGap(any, patients, new Float64Array(any.length).fill(1), units);
  // Where every PCN has some, having any is not unequal.
  const differs = any.some((one) => one === 0);
  const names = [
    name('concentration index', need),
    ...(differs
      ? [name('erreygers index', need, { of: 'any' }), name('wagstaff index', need, { of: 'any' })]
      : []),
  ];
  const overPeople = (often: Float64Array) => {
    if (!differs) return [staff(often)];
    const index = having(often);
    const mean = shareOf(often).inside;
    return [staff(often), 4 * mean * index, index / (1 - mean)];
  };
  if (!value.every((one) => one > 0)) return { names, of: overPeople };
  const perNeed = provision.map((one, i) => one / value[i]!);
  const weights = patients.map((one, i) => one * value[i]!);
  const gini = drawnConcentration(
    { values: perNeed, ranking: rankingOf(perNeed), population: weights },
    units,
  );
  return { names: [...names, name('gini', need)], of: (often) => [...overPeople(often), gini(often)] };
}

function inequity({ rows, units, provision, patients }: Columns, need: VariableId): Measures {
  const ranking = rankingOf(columnOf(rows, deprived));
  const data = { values: provision, ranking, population: patients };
  const found = drawnHorizontalInequity(data, columnOf(rows, need), units);
  return {
    names: [name('horizontal inequity', deprived, { given: need })],
    of: (often) => [found(often).inequity],
  };
}

function fifthGap({ rows, units, provision, patients }: Columns): Measures {
  const gap = drawnGroupGap(provision, patients, columnOf(rows, fifth), units);
  return {
    names: [name('group gap', fifth), name('group ratio', fifth)],
    of(often) {
      const { difference, ratio } = gap(often);
      return [difference, ratio];
    },
  };
}

/** The measures of a part, of PCNs which have a value of each of its variables. */
export function measuresOf(rows: readonly Counted[], units: Units, part: Part): Measures {
  const columns: Columns = {
    rows,
    units,
    provision: Float64Array.from(rows, (row) => row.fte_per_10k),
    patients: Float64Array.from(rows, (row) => row.patients),
  };
  if (part.of === 'distribution') return distribution(columns);
  if (part.of === 'group') return fifthGap(columns);
  const byNeed = overNeed(columns, part.need);
  if (part.variables.length === 1) return byNeed;
  const standardised = inequity(columns, part.need);
  return {
    names: [...byNeed.names, ...standardised.names],
    of: (often) => [...byNeed.of(often), ...standardised.of(often)],
  };
}
