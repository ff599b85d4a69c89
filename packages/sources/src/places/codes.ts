/** Bodies that files name by a code. */
export type CodedBody = 'practice' | 'pcn' | 'place';

/** How the codes of the Organisation Data Service and of the ONS are built; a place is a sub-ICB location, an ICB or a region. */
const shapes = new Map<CodedBody, RegExp>([
  ['practice', /^[A-Z]\d{5}$/],
  ['pcn', /^U\d{5}$/],
  ['place', /^(?=.*\d)[A-Z\d]{3,5}$|^Q[A-Z\d]{2}$|^E\d{8}$/],
]);

/** What is written where there is no code. `U` is the publishers' own for a practice without a PCN. */
const noCode = /^(U|NULL|NONE|N\/?A|#N\/A|NAN|NIL|UNALLOCATED|UNKNOWN|[-–.*?]+)?$/;

/**
 * Judges a cell of codes, the same for every file: `code` where it is built as one, whatever its letters' case; `none`
 * where it says that there is none, such as `U`, `NULL` or nothing; `strange` where it is neither.
 */
export function judgeCode(body: CodedBody, cell: string): 'code' | 'none' | 'strange' {
  const code = cell.trim().toUpperCase();
  if (shapes.get(body)?.test(code)) return 'code';
  return noCode.test(code) ? 'none' : 'strange';
}

/** True where a cell is built as a code of the body. */
export const isCode = (body: CodedBody, cell: string): boolean => judgeCode(body, cell) === 'code';

const shown = 5;
const shortened = (code: string) => (code.length > 20 ? `${code.slice(0, 20)}…` : code);

/** Cells of a file in the place of a code that are none, each with how often it is there. */
export class NotCodes {
  private readonly counts = new Map<string, number>();
  rows = 0;

  /** Takes a cell; one that is empty, or `U`, is nothing to tell of. */
  take(cell: string): void {
    const code = cell.trim().toUpperCase();
    if (code === '' || code === 'U') return;
    this.rows++;
    const key = shortened(code);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** The cells, the most frequent first, then by their letters: at most five. */
  examples(): string[] {
    return [...this.counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, shown)
      .map(([code]) => code);
  }

  /** "NULL (3), U0000 (1)" */
  inWords(): string {
    const examples = this.examples().map((code) => `${code} (${this.counts.get(code)})`);
    return `${examples.join(', ')}${this.counts.size > shown ? ', …' : ''}`;
  }
}
