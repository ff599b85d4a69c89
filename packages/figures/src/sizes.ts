/** Width of a figure in its own units: at 170 mm a unit is 0.24 mm and text of 13 units is 8.7 points. */
export const figureWidth = 720;
/** Width of the variant for a telephone, where a unit is about a pixel. */
export const narrowWidth = 360;
/** Width of a figure of which two stand beside each other on a printed page: text of 13 units is 7 points at 85 mm. */
export const halfWidth = 440;
/** Size of text in figures. */
export const textSize = 13;
/** From baseline to baseline. */
export const lineHeight = 17;

/** Too narrow for columns beside each other: what stood in a row goes into lines of its own. */
export const isNarrow = (width: number): boolean => width < 600;
