import { colours } from './palette.js';
import { paragraph } from './paragraph.js';
import { textSize } from './sizes.js';
import { type Block, painted, space, stack } from './stack.js';
import { element } from './svg.js';
import { wrapText } from './text.js';
import type { TimeScale } from './time-scale.js';

/**
 * Shades what stands at the dates before `from`, halfway to the next, and says so above: within the shade where there
 * is room, otherwise to the right of it. Without such dates the block is left as it is.
 */
export function shadedBefore(from: string | undefined, time: TimeScale, block: Block): Block {
  const { left, right, dates, xs } = time;
  const before = from === undefined ? 0 : dates.filter(({ snapshot }) => snapshot < from).length;
  if (before === 0) return block;
  const to = before === dates.length ? right : ((xs[before - 1] ?? left) + xs[before]!) / 2;
  const words = 'efore NHS England confirmed the numbers';
  const label = (said: string, x: number, room: number) =>
    paragraph(wrapText(said, room, textSize), {
      x,
      baseline: textSize + 2,
      attributes: { fill: colours.quiet },
    });
  const said =
    to - left >= 140
      ? label(`B${words}`, left + 6, to - left - 12)
      : label(`Shaded: b${words}`, to + 6, right - to - 6);
  const room = stack([said, space(6), block]);
  return painted(room, ([top, , , bottom], id) => {
    const shade = { x: left, y: top!, width: to - left, height: bottom! - top!, fill: colours.shade };
    return element('rect', shade) + room.draw(top!, id);
  });
}
