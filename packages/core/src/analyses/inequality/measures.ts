import type { PanelRow, VariableId } from '@inverse-care/domain';
import {
  concentrationIndex,
  erreygersIndex,
  gini,
  groupGap,
  horizontalInequity,
  rankingOf,
  theil,
  wagstaffIndex,
} from '@inverse-care/stats';
import { valueIn } from '../../model/rows.js';
import type { InequalityRow } from './tables.js';

/** What one row of the table is of. */
export type MeasureName = Pick<InequalityRow, 'measure' | 'of' | 'by' | 'given'>;

/** Some measures, and their values where PCN i is there so many times. */
export interface Measures {
  names: readonly MeasureName[];
  of(times: Float64Array): number[];
}

/** A PCN whose FTE is known. */
export type Counted = PanelRow & { fte: number; fte_per_10k: number };

const bounds = [0, 1] as const;
const deprived: VariableId = 'income_deprivation';
const fifth: VariableId = 'core20_share';

const times = (a: Float64Array, b: Float64Array) => a.map((value, i) => value * b[i]!);
const columnOf = (rows: readonly Counted[], id: VariableId) =>
  Float64Array.from(rows, (row) => valueIn(row, id)!);

interface Columns {
  rows: readonly Counted[];
  provision: Float64Array;
  patients: Float64Array;
}

function distribution({ rows, provision, patients }: Columns): Measures {
  const ranking = rankingOf(provision);
  const codes = [...new Set(rows.map(({ icb_code }) => icb_code))];
  const groups = Int32Array.from(rows, ({ icb_code }) => codes.indexOf(icb_code));
  const name = (measure: MeasureName['measure'], by: string): MeasureName => ({
    measure,
    of: 'fte_per_10k',
    by,
    given: '',
  });
  return {
    names: [
      name('gini', 'patients'),
      name('theil', 'icb_code'),
      name('theil within ICBs', 'icb_code'),
      name('theil between ICBs', 'icb_code'),
    ],
    of(often) {
      const population = times(often, patients);
      const { total, within, between } = theil(provision, population, groups);
      return [gini(provision, population, ranking), total, within, between];
    },
  };
}

function overNeed({ rows, provision, patients }: Columns, need: VariableId): Measures {
  const value = columnOf(rows, need);
  const any = provision.map((one) => Number(one > 0));
  const ranking = rankingOf(value);
  const names: MeasureName[] = [
    { measure: 'concentration index', of: 'fte_per_10k', by: need, given: '' },
    { measure: 'erreygers index', of: 'any', by: need, given: '' },
    { measure: 'wagstaff index', of: 'any', by: need, given: '' },
  ];
  const overPeople = (population: Float64Array) => [
    concentrationIndex({ values: provision, ranking, population }),
    erreygersIndex({ values: any, ranking, population }, bounds),
    wagstaffIndex({ values: any, ranking, population }, bounds),
  ];
  if (!value.every((one) => one > 0)) return { names, of: (often) => overPeople(times(often, patients)) };
  const perNeed = provision.map((one, i) => one / value[i]!);
  const own = rankingOf(perNeed);
  return {
    names: [...names, { measure: 'gini', of: 'fte_per_10k', by: need, given: '' }],
    of(often) {
      const population = times(often, patients);
      return [...overPeople(population), gini(perNeed, times(population, value), own)];
    },
  };
}

function inequities({ rows, provision, patients }: Columns, needs: readonly VariableId[]): Measures {
  const ranking = rankingOf(columnOf(rows, deprived));
  const given = needs.filter((need) => need !== deprived && need !== fifth);
  const columns = given.map((need) => columnOf(rows, need));
  return {
    names: given.map((need) => ({
      measure: 'horizontal inequity',
      of: 'fte_per_10k',
      by: deprived,
      given: need,
    })),
    of(often) {
      const data = { values: provision, ranking, population: times(often, patients) };
      return columns.map((need) => horizontalInequity(data, need).inequity);
    },
  };
}

function fifthGap({ rows, provision, patients }: Columns): Measures {
  const share = columnOf(rows, fifth);
  const name = (measure: MeasureName['measure']): MeasureName => ({
    measure,
    of: 'fte_per_10k',
    by: fifth,
    given: '',
  });
  return {
    names: [name('group gap'), name('group ratio')],
    of(often) {
      const { difference, ratio } = groupGap(provision, times(often, patients), share);
      return [difference, ratio];
    },
  };
}

/** Every measure that the variables allow, of PCNs which have a value of each. */
export function measuresOf(
  rows: readonly Counted[],
  needs: readonly VariableId[],
  variables: readonly VariableId[],
): Measures {
  const columns: Columns = {
    rows,
    provision: Float64Array.from(rows, (row) => row.fte_per_10k),
    patients: Float64Array.from(rows, (row) => row.patients),
  };
  const parts = [
    distribution(columns),
    ...needs.map((need) => overNeed(columns, need)),
    ...(variables.includes(deprived) ? [inequities(columns, needs)] : []),
    ...(variables.includes(fifth) ? [fifthGap(columns)] : []),
  ];
  return {
    names: parts.flatMap(({ names }) => names),
    of: (often) => parts.flatMap((part) => part.of(often)),
  };
}
