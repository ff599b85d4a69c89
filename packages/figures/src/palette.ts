/** Government Analysis Function colours and the greys of text and lines. */
export const colours = {
  ink: '#0B0C0C',
  quiet: '#505A5F',
  rule: '#B1B4B6',
  shade: '#F1F1F1',
  notice: '#801650',
  none: '#FFFFFF',
  noneBorder: '#7A8288',
} as const;

/** For series, in the order of use: neighbours differ in lightness as well as in hue. */
export const seriesColours = ['#12436D', '#F46A25', '#28A197', '#801650', '#A285D1', '#3D3D3D'] as const;

// The Government Analysis Function's sequential three, extended by two tints; lightness falls in even steps.
const sequential = ['#D3E6F6', '#A6CCEE', '#6BACE6', '#2073BC', '#12436D'] as const;

/** Colours from light to dark for up to five classes. A few classes are spread over the whole range. */
export function sequentialColours(classes: number): string[] {
  if (classes <= 1) return [sequential[2]];
  return Array.from(
    { length: classes },
    (_, index) => sequential[Math.round((index * (sequential.length - 1)) / (classes - 1))]!,
  );
}

/** Relative luminance of a colour "#RRGGBB" (Web Content Accessibility Guidelines 2.2), 0 to 1. */
export function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours (Web Content Accessibility Guidelines 2.2), 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White or black, whichever reads better on a fill. */
export function textOn(fill: string): string {
  return contrast(fill, '#FFFFFF') >= contrast(fill, colours.ink) ? '#FFFFFF' : colours.ink;
}
