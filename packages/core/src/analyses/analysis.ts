import type {
  FilledTable,
  FilledTables,
  PanelWithProvenance,
  Study,
  TableDefinition,
} from '@inverse-care/domain';
import type { Task } from '../executors/executor.js';
import type { Omission, Plan } from '../study/plan.js';
import type { DrawShelf } from './draw-shelf.js';

/** How tasks are handed on. */
export interface Execution<Result> {
  /** For progress: "Resampling". */
  label: string;
  /** How much progress there is in all, where that is not the number of tasks, and how much a task makes of it. */
  total: number;
  step?: (task: Task) => number;
  /** About how long all tasks take on one thread, ms; left out where that is long. */
  work?: number;
  /** Is given the results in the order of the tasks. */
  take(result: Result, task: Task): void | Promise<void>;
}

/** What an analysis works on. */
export interface AnalysisContext {
  readonly study: Study;
  /** The panel with what the study makes of PCNs that did not report. */
  readonly data: PanelWithProvenance;
  readonly plan: Plan;
  /** Tables of the analyses before. */
  readonly tables: FilledTables;
  /** Bootstrap draws of the coefficient of need, by specification of Figure 3. */
  readonly draws: DrawShelf;
  /** Does tasks on the run's executor. */
  execute<Result>(tasks: Iterable<Task> | AsyncIterable<Task>, options: Execution<Result>): Promise<void>;
  /** Puts on record what is left out and why. */
  omit(omission: Omission): void;
}

/**
 * One question put to the panel: what it needs, its heavy work as tasks, and the tables that it publishes. It lives in
 * a folder of its own; a run is a list of analyses.
 */
export interface Analysis {
  readonly name: string;
  /** Analyses of the run that must come before it. */
  readonly requires?: readonly string[];
  /** It reads no table and no draws but of those it requires: it may be at work beside those that come before it. */
  readonly independent?: boolean;
  readonly tables: readonly TableDefinition[];
  run(context: AnalysisContext): Promise<FilledTable[]> | FilledTable[];
}
