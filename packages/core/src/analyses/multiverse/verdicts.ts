import { type Dimension, dimensions, distinct, type FilledTables, type NeedId } from '@inverse-care/domain';
import {
  type MultiverseRow,
  multiverse,
  multiverseEffects,
  multiverseSigns,
  multiverseSummary,
  multiverseTurning,
} from './tables.js';

/** Options of one choice under which an effect has the other sign. */
export interface TurningChoice {
  dimension: Dimension;
  options: readonly string[];
}

/** The study's own specification with one need, and what changing one of its choices alone does. */
export interface OwnSpecification {
  row: MultiverseRow;
  /** Standardised. */
  effect: number;
  /** Options that give the other sign, the other choices being as they are. */
  turning: TurningChoice[];
  /** Specifications that differ from it by one choice. */
  neighbours: number;
}

/** What the specifications of one need come to. */
export interface NeedVerdict {
  need: NeedId;
  specifications: number;
  positive: number;
  negative: number;
  significant_positive: number;
  significant_negative: number;
  /** Median of standardised effects. */
  median: number;
  turning: TurningChoice[];
  /** Choices with several options, none of which turns the median. */
  steady: Dimension[];
  /** null where it is not among the specifications. */
  own: OwnSpecification | null;
}

/** The rows of the multiverse in all units, sorted by name. */
export function multiverseRows(tables: FilledTables): MultiverseRow[] {
  const effects = tables.rows(multiverseEffects);
  return tables.rows(multiverse).map((row, i) => ({ ...effects[i]!, ...row }));
}

/** One of those rows: the others need not be put together for it. */
function multiverseRow(tables: FilledTables, name: string): MultiverseRow | undefined {
  const rows = tables.rows(multiverse);
  const at = rows.findIndex(({ specification }) => specification === name);
  return at < 0 ? undefined : { ...tables.rows(multiverseEffects)[at]!, ...rows[at]! };
}

const prefix = 'need=';

/**
 * The verdict of each need that has an effect in some specification, in the order in which they were declared.
 * @param rows those of the multiverse in all units, where they are at hand.
 */
export function needVerdicts(tables: FilledTables, rows?: readonly MultiverseRow[]): NeedVerdict[] {
  const turned = tables.rows(multiverseTurning);
  const baseline = tables.rows(multiverseSummary)[0]?.baseline ?? '';
  return tables
    .rows(multiverseSigns)
    .filter(({ scope }) => scope.startsWith(prefix))
    .map(
      ({ scope, median_standardised, specifications, positive, negative, ...significant }): NeedVerdict => {
        const need = scope.slice(prefix.length);
        const choicesOf = (basis: 'median' | 'own') => {
          const own = turned.filter((row) => row.need === need && row.basis === basis);
          const varied = distinct(own.map(({ choice }) => choice)).map((dimension) => ({
            dimension,
            options: own.filter((row) => row.choice === dimension && row.turned).map(({ option }) => option),
          }));
          return { own, varied, turning: varied.filter(({ options }) => options.length > 0) };
        };
        const name = baseline
          .split('/')
          .map((option, i) => (dimensions[i] === 'need' ? need : option))
          .join('/');
        const row = rows
          ? rows.find(({ specification }) => specification === name)
          : multiverseRow(tables, name);
        const medians = choicesOf('median');
        const single = choicesOf('own');
        return {
          need,
          specifications,
          positive,
          negative,
          significant_positive: significant.significant_positive,
          significant_negative: significant.significant_negative,
          median: median_standardised,
          turning: medians.turning,
          steady: medians.varied
            .filter(({ options }) => options.length === 0)
            .map(({ dimension }) => dimension),
          own:
            row === undefined || row.standardised === null
              ? null
              : { row, effect: row.standardised, turning: single.turning, neighbours: single.own.length },
        };
      },
    );
}
