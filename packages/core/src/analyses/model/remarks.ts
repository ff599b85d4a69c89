import {
  type NeedId,
  nameOfTerm,
  ofSurvey,
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

/** What a reader must know of a regression that is no mistake: covariates measured after the outcome. */
export function remarksOn(
  { terms, snapshot }: Pick<DeclaredRegression, 'terms'> & { snapshot: Snapshot },
  panel: Pick<Panel, 'local'>,
  study: Pick<Study, 'survey'>,
): string[] {
  const when = Number(snapshot.slice(0, 4));
  return terms.flatMap((term) => {
    const id = variableOfTerm(term);
    const year = id === theNeed ? undefined : yearOf(panel, id, study);
    return year === undefined || year <= when
      ? []
      : [`${nameOfTerm(term)} was measured in ${year}, after the outcome, and may follow from it`];
  });
}
