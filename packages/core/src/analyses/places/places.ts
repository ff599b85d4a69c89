import {
  type ErrorMethod,
  errorMethod,
  type ModelErrors,
  type PanelRow,
  type Study,
  type StudyBy,
} from '@inverse-care/domain';
import { clusterCount, clusterings } from '../../model/declared/clusters.js';
import { type DeclaredRegression, declaredDesign, rowsOfRegression } from '../../model/declared/design.js';
import { fitDesign } from '../../model/declared/fit.js';
import { effectUnit } from '../../model/declared/response.js';
import { asNote } from '../../model/declared/warned.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns, valueIn } from '../../model/rows.js';
import { fifthVariable, groupsOf, nameOfGroup, type PlaceName } from './groups.js';
import { interactedDesign } from './interacted.js';
import { slopeOfPlace } from './place-slope.js';
import { testOfPlaces } from './place-test.js';
import { type Shrunken, shrunkenSlopes } from './shrunken.js';
import type { ModelPlaceRow, ModelPlaceTestRow } from './tables.js';

/** Slopes of one need at one snapshot, a row a place, and the test that all are the same. */
export interface Places {
  rows: ModelPlaceRow[];
  test: ModelPlaceTestRow;
}

/** The wild bootstrap tests one coefficient: slopes of several places have CR2 by the same area. */
const errorsOf = (errors: ModelErrors): ModelErrors =>
  typeof errors === 'object' && 'wild' in errors ? { CR2: errors.wild } : errors;

const linkUnits = { poisson: 'log of the rate', logit: 'log odds' } as const;

interface Grouped {
  rows: PanelRow[];
  places: string[];
}

/** Rows of places with enough PCNs whose need differs; the names of the others. */
function largeEnough(rows: readonly PanelRow[], names: readonly PlaceName[], need: string) {
  const byPlace = new Map<string, (PlaceName & { row: PanelRow })[]>();
  names.forEach((name, i) => {
    const member = { ...name, row: rows[i]! };
    const own = byPlace.get(name.place);
    if (own === undefined) byPlace.set(name.place, [member]);
    else own.push(member);
  });
  const small = [...byPlace].flatMap(([place, members]) => {
    const values = new Set(members.map(({ row }) => valueIn(row, need)));
    return members.length < fewestPcns || values.size < 2 ? [place] : [];
  });
  const kept: Grouped = { rows: [], places: [] };
  rows.forEach((row, i) => {
    const { place } = names[i]!;
    if (small.includes(place)) return;
    kept.rows.push(row);
    kept.places.push(place);
  });
  return { kept, small, byPlace };
}

/** The mixed model, where there are places that could be others and least squares without weights. */
function shrink(
  { rows, places }: Grouped,
  regression: DeclaredRegression,
  by: StudyBy,
  level: number,
): Shrunken | string {
  const { form, weights, fixed_effects } = regression.model;
  if (typeof by === 'object' || by === 'fifth') return '';
  if (form !== 'level' && form !== 'log1p') return 'the mixed model is of least squares alone';
  if (weights !== 'none') return 'the mixed model has no weights';
  if (by === 'region' && fixed_effects === 'icb') return 'the mixed model has no fixed effects within places';
  // Places' own intercepts take up fixed effects of the same areas.
  const model = {
    ...regression.model,
    fixed_effects: fixed_effects === by ? ('none' as const) : fixed_effects,
  };
  try {
    return shrunkenSlopes(declaredDesign(rows, { ...regression, model }), places, level);
  } catch (error) {
    return refusalOf(error);
  }
}

/** How many clusters each place has. */
function clustersWithin({ rows, places }: Grouped, method: ErrorMethod): Map<string, number | null> {
  return new Map(
    [...new Set(places)].map((place) => {
      const own = rows.filter((_, i) => places[i] === place);
      return [place, clusterCount(clusterings(own, method))];
    }),
  );
}

const blank = { shrunken: null, shrunken_error: null, shrunken_low: null, shrunken_high: null };
/**
 * A study's model in groups of PCNs: a constant and a slope of need for each, its other terms common; Wald's test that
 * the slopes are the same, with the model's covariance; and the slopes of a mixed model beside them.
 *
 * @returns null where there are not two groups with enough PCNs.
 * @throws what the form's estimator throws.
 */
export function slopesByPlace(
  all: readonly PanelRow[],
  declared: DeclaredRegression,
  by: StudyBy,
  study: Pick<Study, 'inference' | 'seed'>,
): Places | null {
  const regression = {
    ...declared,
    model: { ...declared.model, errors: errorsOf(declared.model.errors) },
  };
  const { need, snapshot, model } = regression;
  const { level } = study.inference;
  const variable = fifthVariable(by, need);
  const complete = rowsOfRegression(all, regression).filter(
    (row) => variable === undefined || valueIn(row, variable) !== null,
  );
  const named = groupsOf(complete, by, need);
  const { kept, small, byPlace } = largeEnough(complete, named, need);
  const names = [...new Set(kept.places)].sort();
  if (names.length < 2) return null;
  const { design, slopes } = interactedDesign(kept.rows, kept.places, names, regression, by);
  const fit = fitDesign(design, regression, study.inference, study.seed);
  const method = errorMethod(model.errors);
  const counts = clustersWithin(kept, method);
  const clusters = clusterCount(clusterings(kept.rows, method));
  // The mixed model draws small places towards the others: it leaves none out.
  const found = shrink({ rows: complete, places: named.map(({ place }) => place) }, regression, by, level);
  const shrunken = typeof found === 'string' ? null : found;
  const start = { need, snapshot, by: nameOfGroup(by) };
  const unit = linkUnits[model.form as keyof typeof linkUnits] ?? effectUnit(model);
  const rows = [...byPlace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, members]): ModelPlaceRow => {
      const { place_name } = members[0]!;
      const common = { place, place_name, n: members.length, unit, method: fit.method };
      const at = slopes[names.indexOf(place)];
      return {
        ...start,
        ...common,
        ...slopeOfPlace(
          at === undefined ? undefined : fit.coefficients[at]!,
          counts.get(place) ?? null,
          method,
          level,
        ),
        ...(shrunken?.byPlace.get(place) ?? blank),
      };
    });
  const tested = testOfPlaces(
    { design, fit, form: model.form },
    names.map((place, i) => ({ at: slopes[i]!, clusters: counts.get(place) ?? null })),
    method,
    clusters,
  );
  const ordered = rows.filter(({ estimate }) => estimate !== null).sort((a, b) => a.estimate! - b.estimate!);
  return {
    rows,
    test: {
      ...start,
      places: names.length,
      n: kept.rows.length,
      ...tested,
      method: fit.method,
      least: ordered[0]!.place,
      most: ordered.at(-1)!.place,
      common: shrunken?.common ?? null,
      common_error: shrunken?.common_error ?? null,
      slope_sd: shrunken?.slope_sd ?? null,
      lr_statistic: shrunken?.statistic ?? null,
      p_slope_sd: shrunken?.p_value ?? null,
      note: asNote(
        [
          tested.note,
          typeof found === 'string'
            ? found
            : found.boundary === 'none'
              ? ''
              : `mixed model at a bound: ${found.boundary}`,
          small.length === 0
            ? ''
            : `without ${small.join(', ')}: fewer than ${fewestPcns} PCNs, or need does not differ`,
          ...fit.notes,
        ].filter((part) => part !== ''),
      ),
    },
  };
}
