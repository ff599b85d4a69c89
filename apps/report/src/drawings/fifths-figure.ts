import { needFifths } from '@inverse-care/core/tables';
import { variableOf } from '@inverse-care/domain';
import { describeGroupDots, groupDots, type RowGroup } from '@inverse-care/figures';
import { gapTitle, gapWords, lastGaps } from '../language/fifths-words.js';
import { bare } from '../language/marks.js';
import { decimal, signed } from '../language/numbers.js';
import { dated, levelOf, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, needHeading } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

const twoDecimals = (value: number) => decimal(value, 2);

const partNames = ['1, least need', '2', '3', '4', '5, most need'];

/** Provision of the people in each fifth of every need at the last snapshot, on one axis. */
export function fifthsFigure(input: ReportInput): DrawnFigure[] {
  const { study, tables, data } = input;
  const gaps = lastGaps(input);
  const snapshot = gaps[0]?.snapshot;
  if (snapshot === undefined) return [];
  const rows = tables.rows(needFifths).filter((row) => row.snapshot === snapshot);
  const zero = study.absent === 'zero';
  const groups = gaps.map((gap): RowGroup => {
    const own = rows.filter(({ need }) => need === gap.need).sort((a, b) => a.fifth - b.fifth);
    return {
      code: gap.need,
      label: needHeading(variableOf(data.panel, gap.need)),
      rows: own.flatMap(({ fifth, value, conf_low, conf_high, value_reported, not_reported }) =>
        value === null
          ? []
          : [
              {
                label: partNames[fifth - 1] ?? String(fifth),
                value,
                low: conf_low,
                high: conf_high,
                other: zero && not_reported > 0 ? value_reported : null,
              },
            ],
      ),
      gap: `Most less least: ${gapWords(gap)}; ${signed(gap.staff, 0)} FTE`,
    };
  });
  const words = {
    groups,
    format: twoDecimals,
    level: study.inference.level,
    otherWords: 'among PCNs that reported',
    unit: 'FTE per 10,000 patients',
  };
  return [
    figureOf(
      input,
      {
        id: 'need-fifths',
        title: gapTitle(input),
        subtitle: `FTE ${staffOf(study)} per 10,000 registered patients by fifth of need at ${dated(snapshot)}, with ${levelOf(study)} intervals`,
        caption: `What people have where need is least and where it is greatest, at ${dated(snapshot)}: fifths of patients by the need of their PCN, weighted by patients; most need less least per 10,000 patients, and in staff over the patients with the most. Intervals: ${gaps[0]!.method}. The numbers are in figures/need-fifths.csv.`,
        description: describeGroupDots(words),
      },
      cellsOf(
        [
          'snapshot',
          'need',
          'fifth',
          'pcns',
          'not_reported',
          'patients',
          'need_low',
          'need_high',
          'fte',
          'value',
          'conf_low',
          'conf_high',
          'value_reported',
        ],
        rows,
      ),
      (text, width) => groupDots(bare({ ...words, text, ...(width === undefined ? {} : { width }) })),
    ),
  ];
}
