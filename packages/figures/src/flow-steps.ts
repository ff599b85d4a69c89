import type { FigureText } from './text.js';

/** A number of things at one point of a flow. */
export interface FlowBox {
  /** For a page that looks for the box; unique in the figure. */
  code: string;
  /** What stands first, in bold: "438 records". */
  count: string;
  /** What they are, in words. */
  label: string;
  /** A caution beneath, such as that a count does not follow; empty or left out for none. */
  note?: string;
  /** Worked out from its neighbours rather than given: its border is broken. */
  derived?: boolean;
}

/** One line of a flow: what is there, and what leaves before the next line. */
export interface FlowStage {
  /** Beside each other; what several hold goes on together. */
  boxes: readonly FlowBox[];
  /** At the side, beneath each other, between this line and the next. */
  exclusions?: readonly FlowBox[];
}

export interface FlowDiagramOptions {
  text: FigureText;
  /** From the first to the last. */
  stages: readonly FlowStage[];
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

const said = ({ count, label, note = '' }: FlowBox) => `${count} ${label}${note === '' ? '' : ` (${note})`}`;

/** The flow in words, from the first line to the last, with what leaves between. */
export function describeFlow(stages: readonly FlowStage[]): string {
  return stages
    .map(({ boxes, exclusions = [] }, index) => {
      const here = `${index === 0 ? 'First' : 'Then'}: ${boxes.map(said).join('; ')}.`;
      return exclusions.length === 0 ? here : `${here} Leaving: ${exclusions.map(said).join('; ')}.`;
    })
    .join(' ');
}
