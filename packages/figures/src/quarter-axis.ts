import { colours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import type { Block } from './stack.js';
import { element, escapeXml } from './svg.js';
import { textWidth } from './text.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A piece of text on an axis: row 0 and 1 are the date, row 2 and 3 the paper's quarter. */
export interface AxisText {
  text: string;
  /** Middle of the text. */
  x: number;
  row: 0 | 1 | 2 | 3;
}

/** A snapshot on the axis with the paper's label, empty where it has none: { snapshot: "2020-03-31", label: "2020/21 Q1" }. */
export interface AxisDate {
  snapshot: string;
  label: string;
}

/** Days since 1970 of an ISO date. */
export function dayOf(snapshot: string): number {
  return Date.parse(`${snapshot}T00:00:00Z`) / 86_400_000;
}

/** Leaves out texts of a row that would run into the one before. */
function apart(texts: readonly AxisText[], size: number): AxisText[] {
  const kept: AxisText[] = [];
  let end = -Infinity;
  for (const text of texts) {
    const half = textWidth(text.text, size) / 2;
    if (text.x - half < end + 3) continue;
    kept.push(text);
    end = text.x + half;
  }
  return kept;
}

/** One text for each run of equal words, above the middle of the run. */
function runs(words: readonly string[], xs: readonly number[], row: 1 | 3): AxisText[] {
  const texts: AxisText[] = [];
  for (let start = 0; start < words.length; ) {
    let end = start;
    while (words[end + 1] === words[start]) end++;
    texts.push({ text: words[start]!, x: (xs[start]! + xs[end]!) / 2, row });
    start = end + 1;
  }
  return texts;
}

/**
 * Texts beneath a time axis: month above year, then the paper's quarter above its financial year. Each year stands once,
 * under the middle of its quarters, and nothing overlaps: where dates are too close some are left out.
 */
export function quarterAxis(dates: readonly AxisDate[], xs: readonly number[], size: number): AxisText[] {
  const month = apart(
    dates.map(({ snapshot }, index) => ({
      text: months[Number(snapshot.slice(5, 7)) - 1] ?? snapshot,
      x: xs[index]!,
      row: 0,
    })),
    size,
  );
  const years = runs(
    dates.map(({ snapshot }) => snapshot.slice(0, 4)),
    xs,
    1,
  );
  const named = dates.flatMap(({ label }, index) => {
    if (label === '') return [];
    const [, year, quarter] = /^(.*) (\S+)$/.exec(label) ?? ['', '', label];
    return [{ year: year!, quarter: quarter!, x: xs[index]! }];
  });
  const quarters = apart(
    named.map(({ quarter, x }) => ({ text: quarter, x, row: 2 })),
    size,
  );
  const financial = runs(
    named.map(({ year }) => year),
    named.map(({ x }) => x),
    3,
  ).filter(({ text }) => text !== '');
  return [...month, ...apart(years, size), ...quarters, ...apart(financial, size)];
}

/** The texts beneath a time axis as a block of four lines, or of another number, whether or not all are used. */
export function quarterWords(dates: readonly AxisDate[], xs: readonly number[], rows = 4): Block {
  return {
    height: rows * lineHeight,
    draw: (top) =>
      quarterAxis(dates, xs, textSize)
        .map(({ text, x, row }) =>
          element(
            'text',
            {
              x,
              y: top + textSize + row * lineHeight,
              'text-anchor': 'middle',
              fill: row < 2 ? colours.ink : colours.quiet,
            },
            escapeXml(text),
          ),
        )
        .join(''),
  };
}
