import type { SurveyErrorRow } from '@inverse-care/core/tables';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { fixed } from '../../language/marks.js';
import { count, decimal, interval, missing } from '../../language/numbers.js';
import { reliabilityRows, reliabilityText } from '../../language/survey-error-words.js';
import { dated, incrementOf } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

const slope = (estimate: number | null, low: number | null, high: number | null, perUnit: number) =>
  estimate === null
    ? figure(missing)
    : figure(decimal(estimate / perUnit, 3), {
        sub: interval(low! / perUnit, high! / perUnit, 3),
        mark: 'silent',
      });

function cellsOf(row: SurveyErrorRow, perUnit: number) {
  const persons = (value: number) => count(Math.round(value));
  return [
    figure(persons(row.respondents_median), {
      sub: `${persons(row.respondents_low)} to ${persons(row.respondents_high)}`,
      mark: 'silent',
    }),
    figure(persons(row.effective_median)),
    figure(reliabilityText(row.reliability)),
    slope(row.observed, row.observed_low, row.observed_high, perUnit),
    slope(row.moments, row.moments_low, row.moments_high, perUnit),
    slope(row.estimate, row.conf_low, row.conf_high, perUnit),
  ];
}

/** Reliability of surveyed needs at the last snapshot, a row a design effect. */
export function surveyErrorView(input: ReportInput): TableView | null {
  const found = reliabilityRows(input);
  const rows = found.flatMap(([need, own]) =>
    own.map((row) => ({
      header: cell(labelOf(input, need), {
        sub: `design effect ${decimal(row.design_effect, 1)}, ${dated(row.snapshot)}`,
      }),
      cells: cellsOf(row, incrementOf(need, input).perUnit),
    })),
  );
  const increments = [...new Set(found.map(([need]) => incrementOf(need, input).words))].join(' or ');
  const [first] = found[0]?.[1] ?? [];
  const errors = found.flatMap(([, own]) => own).find((row) => row.errors !== '')?.errors ?? 'none';
  return sensitivityTable(input, {
    id: 'table-survey-error',
    caption: 'How reliably surveys measure need, and coefficients without their sampling error',
    head: [
      [
        head('Need', { numeric: false }),
        head('Respondents', { sub: 'of a PCN: median, range' }),
        head('Effective', { sub: 'median' }),
        head('Reliability'),
        head('As measured', { sub: `for ${increments}` }),
        head('Over the reliability'),
        head('Calibrated'),
      ],
    ],
    rows,
    notes: [
      `Respondents: forms received times the weighted share of answers that count. Effective: after weighting practices by their patients and the design effect of weights within practices, which the survey’s file does not hold: ${fixed`1 is none, 1.5 and 2 are assumed`}. Reliability: variance of need between PCNs less mean sampling variance, over the former. Over the reliability: the coefficient as measured, divided by it, which asks no more than that the mean sampling variance is right. Calibrated: each PCN’s need is drawn to the mean by its own reliability, which weighs PCNs of many respondents more; the two agree where need and its slope are alike among PCNs of few and of many. Intervals: ${errors}, the reliability estimated anew each time; as measured ${first?.observed_errors ?? 'none'}. All snapshots: results/survey_error.csv; PCN by PCN: results/survey_base.csv.`,
    ],
  });
}
