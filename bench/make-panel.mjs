// The panel for where make_data.py cannot run: other numbers from the same distributions.
import { writeFileSync } from 'node:fs';
import { draws } from './draws.mjs';

/** PCNs, mean and standard deviation of FTE per 10,000 patients by quarter: Wilding et al. (2024), Table 1. */
const quarters = [
  [1186, 0.02, 0.071],
  [1203, 0.074, 0.147],
  [1215, 0.102, 0.165],
  [1217, 0.144, 0.201],
  [1218, 0.182, 0.236],
  [1231, 0.208, 0.251],
  [1233, 0.236, 0.265],
  [1233, 0.267, 0.284],
  [1233, 0.287, 0.294],
  [1254, 0.311, 0.311],
  [1257, 0.337, 0.336],
  [1258, 0.385, 0.347],
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: a mean, not log10(e)
  [1259, 0.434, 0.367],
  [1268, 0.444, 0.37],
  [1270, 0.449, 0.372],
];

const clip = (value, low, high) => Math.min(high, Math.max(low, value));

/** Writes quarter, cluster, y, need and x1 to x13, with a header, to a file. */
export function makePanel(file) {
  const { index, uniform, normal, gamma } = draws(20240206, 'panel');
  const lines = [['quarter', 'cluster', 'y', 'need', ...Array.from({ length: 13 }, (_, i) => `x${i + 1}`)]];
  quarters.forEach(([n, mean, deviation], q) => {
    for (let i = 0; i < n; i++) {
      const need = clip(0.2 + 0.04 * normal(), 0.02, 0.5);
      const parts = Array.from({ length: 14 }, () => -Math.log(uniform()));
      const whole = parts.reduce((sum, part) => sum + part, 0);
      const slope = (0.35 / Math.max(mean, 0.05)) * ((q + 1) / 15);
      const y =
        gamma((mean / deviation) ** 2) * (deviation ** 2 / mean) * clip(1 - slope * (need - 0.2), 0.1, 3);
      const shares = parts.slice(0, 13).map((part) => part / whole);
      lines.push([q + 1, 1 + index(106), ...[y, need, ...shares].map((value) => value.toFixed(6))]);
    }
  });
  writeFileSync(file, `${lines.map((cells) => cells.join()).join('\n')}\n`);
}
