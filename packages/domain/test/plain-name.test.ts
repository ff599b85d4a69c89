import { expect, it } from 'vitest';
import { plainName } from '../src/index.js';

it('a name has neither control characters nor the beginning of a formula', () => {
  // The four signs of OWASP, CSV injection; a tabulator and a carriage return go with the other controls.
  for (const sign of ['=', '+', '-', '@']) expect(plainName(`${sign}A1`)).toBe(`'${sign}A1`);
  expect(plainName('\t=A1')).toBe("'=A1");
  expect(plainName('a\u001b[2Jb\u202ec')).toBe('a [2Jb c');
  expect(plainName("'=A1")).toBe("'=A1");
});

it('a name as it is published stays as it is', () => {
  for (const name of ["ST MARY'S & SOUTH PCN", '3-2-1 PCN', 'ÉLAN – “NORTH”', '']) {
    expect(plainName(name)).toBe(name);
  }
});
