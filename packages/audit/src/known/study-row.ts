import { evaluate } from '../checks/expression.js';
import { type JudgedStatement, verdicts } from '../judge.js';
import type { Printed } from '../printed.js';
import type { KnownStudyRow } from './known-definitions.js';
import type { ListedStudy } from './listed.js';

const faults = verdicts.slice(0, 2);
/** Units of statements that only say where a study stands: that pages rise says nothing of it. */
const bibliographic: readonly string[] = ['volume', 'issue', 'page', 'number'];

/** A study with the gravest verdict on what is printed of it; what could not be checked is counted. */
export function studyRow(
  study: ListedStudy,
  all: readonly JudgedStatement[],
  { source, numberOf }: { source: string; numberOf: (id: string) => Printed },
): KnownStudyRow {
  const own = all.filter(({ statement }) => !bibliographic.includes(statement.unit));
  const worst = verdicts.flatMap((verdict) => own.filter((one) => one.verdict === verdict)).at(0);
  const checked = own.filter(({ verdict }) => verdict !== 'not checkable here').length;
  const fails = worst !== undefined && faults.includes(worst.verdict);
  return {
    id: study.id,
    source,
    authors: study.authors,
    year: study.year,
    reference: study.reference,
    design: study.design,
    n: study.n === null ? null : evaluate(study.n, numberOf).value,
    n_of: study.n_of,
    result: study.result,
    statements: own.length,
    checked,
    verdict: worst?.verdict ?? 'not checkable here',
    calculation: fails ? `${worst.statement.quantity}: ${worst.calculation}` : '',
  };
}
