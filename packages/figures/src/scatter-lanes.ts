import { colours, seriesColours } from './palette.js';
import { paragraph } from './paragraph.js';
import { place, type ScatterLayout } from './scatter-layout.js';
import { parts, type ScatterOptions, type ScatterPoint } from './scatter-points.js';
import { textSize } from './sizes.js';
import { painted, type Stack, space, stack } from './stack.js';
import { element } from './svg.js';
import { wholeNumber, wrapText } from './text.js';

const laneHeight = 16;

/** A shaded lane with a stroke for each point at zero, under its words. */
export function lane(points: readonly ScatterPoint[], said: string, layout: ScatterLayout): Stack {
  const { left, right, axis, data } = layout;
  const words = paragraph(wrapText(said, right - left - 4, textSize).slice(0, 1), {
    x: left + 4,
    attributes: { fill: colours.quiet },
  });
  const room = stack([words, space(laneHeight), space(4)]);
  const strokes = (top: number) =>
    points.map((point) =>
      element('path', { d: `M${place(axis.x(point.x), top + 1)}v${laneHeight - 2}`, ...data(point) }),
    );
  return painted(room, ([top, laneTop], id) => {
    const shade = { x: left, y: laneTop!, width: right - left, height: laneHeight, fill: colours.shade };
    const paint = { class: 'zeros', stroke: seriesColours[0], 'stroke-width': 1.4, 'stroke-opacity': 0.5 };
    return element('rect', shade) + words.draw(top!, id) + element('g', paint, strokes(laneTop!).join(''));
  });
}

/** The lanes of those that reported none and of those that did not report; a lane without points is left out. */
export function lanesOf({ points, units }: ScatterOptions, layout: ScatterLayout): Stack[] {
  const { finite, none, absent } = parts(points);
  const of = (some: readonly ScatterPoint[]) =>
    `${wholeNumber(some.length)} of ${wholeNumber(finite.length)} ${units}`;
  return [
    { zeros: none, words: `reported none: ${of(none)}` },
    { zeros: absent, words: `did not report, counted as none: ${of(absent)}` },
  ]
    .filter(({ zeros }) => zeros.length > 0)
    .map(({ zeros, words }) => lane(zeros, words, layout));
}
