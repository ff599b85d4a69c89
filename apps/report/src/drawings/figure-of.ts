import type { NeedId } from '@inverse-care/domain';
import { narrowWidth } from '@inverse-care/figures';
import { bare } from '../language/marks.js';
import type { ReportInput } from '../report-input.js';
import { type DrawnFigure, marked, sourceOf } from './drawn-figure.js';

/** A figure of ours: its words, its numbers, and a drawing for either width, whose text bears no marks. */
export function figureOf(
  input: ReportInput,
  words: {
    id: string;
    title: string;
    subtitle: string;
    caption: string;
    description: string;
    need?: NeedId;
    source?: string;
  },
  cells: Pick<DrawnFigure, 'columns' | 'rows'>,
  draw: (
    text: {
      id: string;
      title: string;
      subtitle: string;
      source: string;
      description: string;
      synthetic: boolean;
    },
    width?: number,
  ) => string,
): DrawnFigure {
  const { id, title, subtitle, caption, description } = words;
  const source = words.source ?? sourceOf(input, words.need);
  const text = bare({ id, title, subtitle, source, description, synthetic: input.data.synthetic });
  return {
    id,
    number: null,
    fileName: `${id}.svg`,
    title,
    subtitle,
    source,
    caption: marked(caption, input),
    alt: marked(description, input),
    ...cells,
    svg: draw(text),
    narrow: draw({ ...text, id: `${id}-narrow` }, narrowWidth),
  };
}
