/** Digits of a text that are no number of a run. */
export interface ExceptionClass {
  name: string;
  /** Why these need no row. */
  because: string;
  pattern: RegExp;
}

const month = 'January|February|March|April|May|June|July|August|September|October|November|December';

/** In the order in which they are looked for; what one has taken no other sees. */
export const exceptionClasses: readonly ExceptionClass[] = [
  {
    name: 'file name',
    because: 'where the numbers are, not a number',
    pattern: /\b(?:results|figures|record)\/[\w.-]*|\b[\w-]+\.(?:csv|svg|json|html|pdf|xlsx|yaml|zip)\b/g,
  },
  {
    name: 'date',
    because: 'snapshots and other days, which choose rows and are not in them',
    pattern: new RegExp(
      `\\b\\d{1,2} (?:${month}) \\d{4}\\b|\\b(?:${month}) \\d{4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{4}/\\d{2} Q[1-4]\\b`,
      'g',
    ),
  },
  {
    name: 'year',
    because: 'of a publication, a survey or a census',
    pattern: /(?<![\d.,−-])(?:18|19|20)\d{2}(?!\d|[.,]\d|%)/g,
  },
  {
    name: 'reference',
    because: 'numbers of tables, figures and parts of the page, the paper’s or its own',
    pattern: /\b(?:Tables?|Figures?|Appendix|File) (?:[A-Z]?\d+(?:\.\d+)?(?:, | and | to )?)+/g,
  },
  {
    name: 'name',
    because: 'names of methods, measures, options, units and licences with digits in them',
    pattern:
      /\b(?:H[AC]C?[0-3]|CR[0-3](?:S)?|HC4m?|Core20(?:PLUS5)?|DFBETAS?|R2)\b|\b[Aa]ged? 65 and over\b|\b[Ii]ncome decile (?:10|[1-9])\b|\b[Ll]og\(1 \+ y\)|\b20,000 patients or more\b|\bGovernment Licence v3\.0\b|\bcopyright and database right\b|\b(?:10,000|100,000)(?= (?:registered )?patients|(?<=per 10,000)| ×)/g,
  },
  {
    name: 'code',
    because: 'codes of NHS bodies, which are names',
    pattern: /\b(?:[A-Z]\d{5}|Q[A-Z0-9]{2}|E\d{8}|Y\d{2}|\d{2}[A-Z]|[A-Z]\d[A-Z]\d[A-Z])\b/g,
  },
  {
    name: 'page',
    because: 'counts of what stands on the page, or is left out of it, for want of room',
    pattern: /^[\d,]+(?= things? (?:was|were) found that)|\bAnd [\d,]+ more of this kind\b/g,
  },
  {
    name: 'stars',
    because: 'what the stars under tables stand for, the same everywhere',
    pattern: /\* p<0\.05, \*\* p<0\.01, \*\*\* p<0\.001/g,
  },
  { name: 'version', because: 'of this software', pattern: /\binverse-care \d+\.\d+\.\d+(?:-[\w.]+)?/g },
];
