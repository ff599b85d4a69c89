import type { ModelPlaceTestRow } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { cited, citedWords } from '../../language/cells.js';
import { groupWords, lastPlaceTests, nameOfPlace, placesOf } from '../../language/model-place-words.js';
import { count, decimal, interval, missing, pEquals, pValue } from '../../language/numbers.js';
import { capital, incrementOf, levelOf, stopped } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

/** For the difference in need that effects are told for, as everywhere else. */
const told = (value: number | null, perUnit: number) => (value === null ? null : value / perUnit);

function bounded(
  [estimate, low, high]: readonly [number | null, number | null, number | null],
  perUnit: number,
): CellView {
  if (estimate === null) return figure(missing);
  return figure(decimal(told(estimate, perUnit), 3), {
    sub: interval(told(low, perUnit), told(high, perUnit), 3),
    mark: 'silent',
  });
}

/** What the test of all together came to, as far as it could be made. */
function togetherWords(test: ModelPlaceTestRow): string {
  const note = test.note === '' ? '' : ` ${stopped(citedWords(test, 'note', capital))}`;
  return test.p_value === null
    ? `which cannot be made here.${note}`
    : `F = ${decimal(cited(test, 'statistic'), 2)}, p ${pEquals(cited(test, 'p_value'))}.${note}`;
}

function view(test: ModelPlaceTestRow, input: ReportInput): TableView | null {
  const rows = placesOf(input, test);
  const { words, perUnit } = incrementOf(test.need as NeedId, input);
  return sensitivityTable(input, {
    id: `table-places-${test.by.replaceAll(/[^a-z0-9]+/g, '-')}-${test.need}`,
    caption: `“${labelOf(input, test.need as NeedId)}” by ${groupWords(test.by)}, at ${longDate(test.snapshot)}: for ${words} more`,
    head: [
      [
        head('Place', { numeric: false }),
        head('PCNs'),
        head('Its own', { sub: `${levelOf(input.study)} interval` }),
        head('p'),
        head('Drawn to the others', { sub: `${levelOf(input.study)} interval` }),
      ],
    ],
    rows: rows.map((row) => ({
      header: cell(capital(nameOfPlace(row, input)), { sub: row.note || null, mark: 'silent' }),
      cells: [
        figure(count(row.n)),
        bounded([row.estimate, row.conf_low, row.conf_high], perUnit),
        figure(pValue(row.p_value)),
        bounded([row.shrunken, row.shrunken_low, row.shrunken_high], perUnit),
      ],
    })),
    notes: [
      `${rows[0]?.unit ?? ''}, for ${words} more, as the rest of this report; per unit of need in results/model_places.csv. Own: the model with a constant and a slope for each place, its other terms common to all; ${test.method}. Drawn to the others: predictions of a mixed model, its variances taken as known. That one interval leaves out zero and another does not is no difference: that is for the test of all together, ${togetherWords(test)}`,
    ],
  });
}

/** Slopes by place of the first need, one table a grouping; the other needs are in results/. */
export function placesViews(input: ReportInput): (TableView | null)[] {
  const tests = lastPlaceTests(input);
  return tests.filter(({ need }) => need === tests[0]?.need).map((test) => view(test, input));
}
