import { expect, it } from 'vitest';
import { commandFor } from '../src/commands/report-order.js';

it('the command that a run names has each of its data folders', () => {
  expect(commandFor('run', { study: 'of/mine.yaml', data: ['a'] }, ['where=region == Y63'])).toBe(
    'inverse-care run --study mine.yaml --data DATA --out OUT --set "where=region == Y63"',
  );
  expect(commandFor('sensitivity', { study: 'mine.yaml', data: ['a', 'b'] })).toBe(
    'inverse-care sensitivity --study mine.yaml --data DATA1 --data DATA2 --out OUT',
  );
});
