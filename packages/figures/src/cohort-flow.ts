import { figureDocument } from './frame.js';
import { markData } from './mark.js';
import { colours } from './palette.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, beside, space, stack } from './stack.js';
import { element, textLines } from './svg.js';
import { type FigureText, wrapText } from './text.js';

/** What is left at a step, and what the step leaves out. */
export interface CohortStep {
  code: string;
  /** "6,812 practices in the files"; a second line may say more. */
  lines: readonly string[];
  /** "45 practices belong to no PCN"; null where nothing is left out. */
  out: string | null;
}

export interface CohortFlowOptions {
  text: FigureText;
  steps: readonly CohortStep[];
  /** Where the last step leads to, side by side. */
  branches: readonly CohortStep[];
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

const padding = 8;
const gap = 22;
const arrow = 7;

interface Place {
  x: number;
  width: number;
}

/** A box of words, the first line bold. */
function box({ code, lines }: Pick<CohortStep, 'code' | 'lines'>, { x, width }: Place, quiet = false): Block {
  const [first = '', ...more] = lines;
  const bold = wrapText(first, width - 2 * padding, textSize, !quiet);
  const plain = more.flatMap((line) => wrapText(line, width - 2 * padding, textSize));
  const height = (bold.length + plain.length) * lineHeight + 2 * padding - 3;
  return {
    height,
    draw: (top) => {
      const at = top + padding + textSize - 2;
      return element(
        'g',
        markData({ code, label: first, value: more.join('. ') }),
        element('rect', {
          x: x + 0.5,
          y: top,
          width: width - 1,
          height,
          fill: quiet ? colours.shade : colours.none,
          stroke: quiet ? colours.rule : colours.noneBorder,
        }) +
          textLines(bold, x + padding, at, lineHeight, quiet ? {} : { 'font-weight': 600 }) +
          textLines(plain, x + padding, at + bold.length * lineHeight, lineHeight),
      );
    },
  };
}

/** An arrow down, and beside it what is left out. */
function passage({ code, out }: CohortStep, at: number, width: number): Block {
  const aside =
    out === null
      ? space(0)
      : box({ code: `${code}-out`, lines: [out] }, { x: at + 34, width: width - at - 34 }, true);
  const height = Math.max(gap, aside.height + 14);
  const head = (x: number, y: number, down: boolean) =>
    element('path', {
      d: down
        ? `M${x} ${y}L${x - 4} ${y - arrow}L${x + 4} ${y - arrow}Z`
        : `M${x} ${y}L${x - arrow} ${y - 4}L${x - arrow} ${y + 4}Z`,
      fill: colours.quiet,
    });
  const line = (d: string) => element('path', { d, fill: 'none', stroke: colours.quiet });
  return {
    height,
    draw: (top, id) => {
      const middle = top + height / 2;
      return (
        line(`M${at} ${top}V${top + height - arrow}`) +
        head(at, top + height, true) +
        (out === null
          ? ''
          : line(`M${at} ${middle}H${at + 34 - arrow}`) +
            head(at + 34, middle, false) +
            aside.draw(middle - aside.height / 2, id))
      );
    },
  };
}

/** Branches in rows of as many as fit, each box as high as it needs. */
function branchRows(branches: readonly CohortStep[], width: number): Block[] {
  const across = isNarrow(width) ? 1 : 2;
  const each = (width - (across - 1) * 14) / across;
  const rows: Block[] = [];
  for (let at = 0; at < branches.length; at += across) {
    const row = branches
      .slice(at, at + across)
      .map(({ code, lines, out }, i) =>
        box({ code, lines: out === null ? lines : [...lines, out] }, { x: i * (each + 14), width: each }),
      );
    rows.push(beside(row));
  }
  return rows;
}

/** The steps in words: what is left, and what each leaves out. */
export function describeCohortFlow({
  steps,
  branches,
}: Pick<CohortFlowOptions, 'steps' | 'branches'>): string {
  const said = ({ lines, out }: CohortStep) =>
    `${lines.join(', ')}${out === null ? '' : ` (left out: ${out})`}.`;
  return [...steps, ...branches].map(said).join(' ');
}

/**
 * Steps from top to bottom, beside each arrow what is left out on the way, and what the last leads to, as an SVG
 * document (the flow diagram of STROBE and CONSORT).
 */
export function cohortFlow({ text, steps, branches, width = figureWidth }: CohortFlowOptions): string {
  const narrow = isNarrow(width);
  const place = { x: 0, width: narrow ? width : 430 };
  const at = narrow ? 24 : 190;
  const parts = steps.flatMap((step, i) => [
    ...(i === 0 ? [] : [passage(step, at, width)]),
    box(step, place),
  ]);
  const last = { code: 'branches', lines: [], out: null };
  const below =
    branches.length === 0 ? [] : [passage(last, at, width), stack(branchRows(branches, width), 8)];
  return figureDocument(text, stack([...parts, ...below]), width);
}
