import { describe, expect, it } from 'vitest';
import { classOf, valueClasses } from '../src/classes.js';
import { contrast, luminance, sequentialColours, textOn } from '../src/palette.js';

const format = (value: number) => String(value);
const spread = Array.from({ length: 200 }, (_, index) => 0.13 + 0.004 * index);

describe('valueClasses', () => {
  it.each([
    ['evenly spread', spread],
    ['skewed', spread.map((value) => value ** 8)],
    ['with an outlier', [...spread, 900]],
    ['with zeros', [...spread, 0, 0, 0]],
    ['about zero', spread.map((value) => value - 0.5)],
    ['large', spread.map((value) => value * 1e9)],
    ['small', spread.map((value) => value * 1e-9)],
    ['two', [1, 2]],
  ])('covers all values, none twice: %s', (_, values) => {
    const classes = valueClasses(values, format);
    const ranges = classes.filter(({ kind }) => kind === 'range');
    expect(ranges.length).toBeGreaterThan(1);
    expect(ranges.length).toBeLessThanOrEqual(5);
    ranges.slice(1).forEach((range, index) => {
      expect(range.lower).toBe(ranges[index]!.upper);
      expect(range.lower).toBeGreaterThan(ranges[index]!.lower);
    });
    for (const value of values) {
      const found = classes[classOf(classes, value)!]!;
      if (value === 0 && classes[0]!.kind === 'none') expect(found.kind).toBe('none');
      else {
        expect(value).toBeGreaterThanOrEqual(found.lower);
        expect(value).toBeLessThanOrEqual(found.upper);
      }
    }
    expect(new Set(classes.map(({ label }) => label)).size).toBe(classes.length);
    expect(new Set(classes.map(({ colour }) => colour)).size).toBe(classes.length);
  });

  it('has round limits in equal steps', () => {
    expect(valueClasses(spread, format).map(({ label }) => label)).toEqual([
      'under 0.2',
      '0.2 to 0.4',
      '0.4 to 0.6',
      '0.6 to 0.8',
      '0.8 and over',
    ]);
  });

  it('cuts skewed values into rounded fifths rather than leaving nearly all in one class', () => {
    const values = [...spread, 900];
    const classes = valueClasses(values, format);
    const largest = Math.max(
      ...classes.map((_, index) => values.filter((value) => classOf(classes, value) === index).length),
    );
    expect(largest / values.length).toBeLessThan(0.4);
  });

  it('does not use limits that the format cannot tell apart', () => {
    const labels = valueClasses(spread, (value) => value.toFixed(0)).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('has no class for missing values and one for equal ones', () => {
    expect(valueClasses([null, null], format)).toEqual([]);
    expect(valueClasses([3, 3, null], format)).toMatchObject([{ label: '3' }]);
    expect(valueClasses([0, 0], format)).toMatchObject([{ kind: 'none', label: 'None' }]);
    expect(classOf([], 3)).toBeNull();
    expect(classOf(valueClasses([1, 2], format), null)).toBeNull();
  });
});

describe('colours', () => {
  it('of classes darken step by step, so that grey print keeps their order', () => {
    for (const classes of [2, 3, 4, 5]) {
      const lights = sequentialColours(classes).map(luminance);
      lights.slice(1).forEach((light, index) => {
        expect(lights[index]! - light).toBeGreaterThan(0.04);
      });
    }
  });

  it('of text on a class have a contrast of at least 4.5', () => {
    for (const fill of [...sequentialColours(5), '#FFFFFF']) {
      expect(contrast(fill, textOn(fill))).toBeGreaterThanOrEqual(4.5);
    }
  });
});
