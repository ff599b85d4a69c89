export * from './analyses/areas/tables.js';
export * from './analyses/association/tables.js';
export * from './analyses/dependence/tables.js';
export * from './analyses/equity/tables.js';
export * from './analyses/event/tables.js';
export * from './analyses/fifths/tables.js';
export * from './analyses/findings/declared-tables.js';
export * from './analyses/findings/tables.js';
export { isNearlyAll } from './analyses/findings/tests.js';
export * from './analyses/flow/tables.js';
export * from './analyses/inequality/tables.js';
export * from './analyses/influence/tables.js';
export * from './analyses/joint/tables.js';
export * from './analyses/levels/tables.js';
export * from './analyses/likeness/tables.js';
export * from './analyses/model/influence-table.js';
export * from './analyses/model/joint-tables.js';
export * from './analyses/model/tables.js';
export { type IncompatiblePair, ruleOfWords } from './analyses/multiverse/rules.js';
export * from './analyses/multiverse/tables.js';
export {
  multiverseRows,
  type NeedVerdict,
  needVerdicts,
  type OwnSpecification,
  type TurningChoice,
} from './analyses/multiverse/verdicts.js';
export * from './analyses/need/tables.js';
export * from './analyses/need-error/tables.js';
export * from './analyses/other-methods/tables.js';
export * from './analyses/placebo/tables.js';
export * from './analyses/places/tables.js';
export * from './analyses/profiles/tables.js';
export * from './analyses/provision/tables.js';
export * from './analyses/quantiles/tables.js';
export * from './analyses/reporting/tables.js';
export * from './analyses/roles/tables.js';
export * from './analyses/slopes/tables.js';
export * from './analyses/survey-error/tables.js';
export * from './analyses/trends/tables.js';
export * from './analyses/unmeasured/tables.js';
export * from './analyses/unreported/tables.js';
export { alphaOf } from './model/alpha.js';
export { panelCells, panelTable } from './panel-table.js';
