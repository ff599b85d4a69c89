import { quarterEnds } from '@inverse-care/domain';
import type { AreaOverTimeOptions, AreaScatterOptions } from '../src/index.js';
import { pcns, text, wobble } from './examples.js';

/** Thirty PCNs of an area before two hundred others; two that reported none, one that did not report. */
export const areaOptions: AreaScatterOptions = {
  text: { ...text, id: 'pcns-on-need', title: 'No link with need is shown' },
  area: 'Devon',
  points: pcns(30),
  behind: Array.from({ length: 200 }, (_, i) => ({ x: 0.1 + 0.2 * wobble(i), y: 2 * wobble(i + 500) })),
  line: [
    { x: 0.1, fit: 0.4 },
    { x: 0.3, fit: 0.3 },
  ],
  othersLabel: 'other PCNs of England',
  lineLabel: 'England’s line',
  xLabel: 'No support',
  yLabel: 'FTE per 10,000 patients',
  formatX: (value) => `${(100 * value).toFixed(1)}%`,
  formatY: (value) => value.toFixed(2),
  units: 'PCNs',
};

/** Eight quarters: nobody reported at the first, few at the second. */
export const areaTime: AreaOverTimeOptions = {
  text: { ...text, id: 'over-time', title: 'More than England at the last date' },
  area: 'Devon',
  otherLabel: 'England',
  points: quarterEnds('2020-03-31', '2021-12-31').map((snapshot, i) => ({
    snapshot,
    value: i === 0 ? null : 0.1 * i,
    low: i === 0 ? null : 0.1 * i - 0.15,
    high: i === 0 ? null : 0.1 * i + 0.15,
    firm: i > 1,
    other: 0.05 * (i + 1),
  })),
  yLabel: 'FTE per 10,000 patients',
  format: (value) => value.toFixed(2),
  level: 0.95,
  hollow: 'under half of patients reported for',
};
