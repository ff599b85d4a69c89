const channel = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const parts = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = parts(colour);
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}

/** Contrast of `#rrggbb` with white, 1 to 21 (WCAG 2.2). */
export const contrastWithWhite = (colour: string) => 1.05 / (luminance(colour) + 0.05);

/** The same hue made darker, as little as gives the contrast with white that is asked for. */
export function darkenedTo(colour: string, contrast: number): string {
  for (let kept = 100; kept > 0; kept -= 1) {
    const darker = `#${parts(colour)
      .map((part) =>
        Math.floor((part * kept) / 100)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if (contrastWithWhite(darker) >= contrast) return darker;
  }
  return '#000000';
}
