import { asStudied, FilledTables, type PanelWithProvenance, type Study } from '@inverse-care/domain';
import type { Analysis, AnalysisContext } from './analyses/analysis.js';
import { DrawShelf } from './analyses/draw-shelf.js';
import { type Omission, planStudy } from './study/plan.js';

/** Throws RangeError where an analysis comes before one that it requires. */
export function requireOrder(analyses: readonly Analysis[]): void {
  const before = new Set<string>();
  for (const { name, requires = [] } of analyses) {
    const missing = requires.find((one) => !before.has(one));
    if (missing !== undefined) throw new RangeError(`The analysis ${name} must come after ${missing}`);
    before.add(name);
  }
}

/**
 * What the analyses of a run work on, but for how tasks are done; and what is left out from the start.
 * @param facts the panel as the files have it; what a PCN counts as that did not report is the study's choice.
 */
export function contextFor(
  study: Study,
  facts: PanelWithProvenance,
): { context: Omit<AnalysisContext, 'execute' | 'omit'>; omissions: Omission[]; close(): Promise<void> } {
  const data = { ...facts, panel: asStudied(facts.panel, study.absent) };
  const plan = planStudy(study, data);
  const omissions = [...plan.omissions];
  const draws = new DrawShelf();
  return {
    context: {
      study,
      data,
      plan,
      tables: new FilledTables(),
      draws,
    },
    omissions,
    close: () => draws.close(),
  };
}
