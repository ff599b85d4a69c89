import {
  type NeedId,
  nameOfTerm,
  ofSurvey,
  overlapping,
  type Panel,
  type Snapshot,
  type Study,
  theNeed,
  variableOf,
  variableOfTerm,
} from '@inverse-care/domain';
import type { DeclaredRegression } from '../../model/declared/design.js';

/** The year that a variable measures; undefined where each snapshot has its own. */
function yearOf(panel: Pick<Panel, 'local'>, id: NeedId, study: Pick<Study, 'survey'>): number | undefined {
  const { year } = variableOf(panel, id);
  if (typeof year === 'function') return ofSurvey(study);
  return typeof year === 'number' ? year : undefined;
}

/**
 * That a need is computed from what the covariates hold equal: its slope is then of what is left of its equation, the
 * other inputs, and of no need that anybody was asked about.
 */
function overlapRemarks(
  { terms, need }: Pick<DeclaredRegression, 'terms' | 'need'>,
  panel: Pick<Panel, 'local'>,
): string[] {
  const held = overlapping(need, terms.map(variableOfTerm), panel);
  if (held.length === 0) return [];
  return [
    `${need} is computed from ${held.join(', ')} among others: held equal, ${held.length === 1 ? 'it leaves' : 'they leave'} the rest of its equation alone to go with the outcome`,
  ];
}

/** What a reader must know of a regression that is no mistake: covariates measured after the outcome, or in the need. */
export function remarksOn(
  { terms, need, snapshot }: Pick<DeclaredRegression, 'terms' | 'need'> & { snapshot: Snapshot },
  panel: Pick<Panel, 'local'>,
  study: Pick<Study, 'survey'>,
): string[] {
  const when = Number(snapshot.slice(0, 4));
  const late = terms.flatMap((term) => {
    const id = variableOfTerm(term);
    const year = id === theNeed ? undefined : yearOf(panel, id, study);
    return year === undefined || year <= when
      ? []
      : [`${nameOfTerm(term)} was measured in ${year}, after the outcome, and may follow from it`];
  });
  return [...overlapRemarks({ terms, need }, panel), ...late];
}
