import { describe, expect, it } from 'vitest';
import { describeProportions, narrowWidth, proportionDots } from '../src/index.js';
import { proportions } from './flow-examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

describe.each([720, narrowWidth])('proportionDots %i wide', (width) => {
  const svg = proportionDots({ ...proportions, width });
  const root = parseXml(svg);

  it('draws every share and its interval at their values, in the order given', () => {
    const x = scaleOf(root, 'x');
    const found = marks(root);
    expect(found.map(({ attributes }) => attributes['data-code'])).toEqual(
      proportions.rows.map(({ code }) => code),
    );
    for (const [index, mark] of found.entries()) {
      const { share, low, high } = proportions.rows[index]!;
      const [path] = find(mark, ({ name }) => name === 'path');
      const [from, to] = /^M([\d.]+),[\d.]+H([\d.]+)$/.exec(path!.attributes.d!)!.slice(1).map(Number);
      expect(from).toBeCloseTo(x(low), 0);
      expect(to).toBeCloseTo(x(high), 0);
      const [circle] = find(mark, ({ name }) => name === 'circle');
      expect(Number(circle!.attributes.cx)).toBeCloseTo(x(share), 0);
    }
  });

  it('leaves the dot of a share in doubt hollow, and says what that means', () => {
    const hollow = marks(root).filter(
      (mark) =>
        find(mark, ({ name, attributes }) => name === 'circle' && attributes.fill === '#FFFFFF').length,
    );
    expect(hollow.map(({ attributes }) => attributes['data-code'])).toEqual(['none']);
    expect(lines(svg)).toContain('in doubt');
    const sure = proportionDots({ ...proportions, rows: proportions.rows.slice(0, 2), width });
    expect(lines(sure)).not.toContain('in doubt');
  });

  it('goes from 0% to 100%, and bears no row', () => {
    expect(lines(svg)).toEqual(expect.arrayContaining(['0%', '100%']));
    expect(proportionDots({ ...proportions, rows: [], width })).not.toMatch(broken);
  });
});

it('describeProportions tells every share, its interval and its base', () => {
  const words = describeProportions(proportions);
  expect(words).toMatch(
    /^3 shares with 95% intervals\. have one: 81% \(73% to 87%\), of 120 that answered\./,
  );
  expect(words).toContain('have none: 20% (14% to 28%), of 120 that answered; in doubt.');
});
