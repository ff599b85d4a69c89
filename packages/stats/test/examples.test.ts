import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as stats from '../src/index.js';

// The @example blocks say `expression; // => value`. Here the expressions are evaluated; examples.R holds the same
// values to R by the lines `// R:` that follow them.

const source = new URL('../src/', import.meta.url);

/** The file that index.ts has a name from. */
function fileOf(name: string): string {
  const index = readFileSync(new URL('index.ts', source), 'utf8');
  const exported = [...index.matchAll(/export \{([^}]*)\} from '(.*)\.js';/g)].find(([, names]) =>
    names!.split(',').some((one) => one.trim() === name),
  );
  return readFileSync(new URL(`${exported![2]}.ts`, source), 'utf8');
}

/** The lines of the example in the doc comment of a function or class; none where there is no example. */
function exampleOf(name: string): string[] {
  const text = fileOf(name);
  const at = text.search(new RegExp(`^export (function|class) ${name}\\b`, 'm'));
  expect(at, `export function ${name}`).toBeGreaterThan(0);
  const comment = text.slice(text.lastIndexOf('/**', at), at);
  const block = /@example\n \* ```ts\n([\s\S]*?)\n \* ```/.exec(comment)?.[1];
  return block?.split('\n').map((line) => line.replace(/^ \* ?/, '')) ?? [];
}

const functions = Object.entries(stats).filter(([, value]) => typeof value === 'function');
const names = functions.map(([name]) => name);
const claimOf = (line: string) => /^\s*(.*); \/\/ => (.*)$/.exec(line);

/** Evaluates an example and returns, for each of its claims, what it says and what there is. */
function evaluate(lines: string[]): { said: string; found: string }[] {
  const claims: { said: string; found: string }[] = [];
  const code = lines.map((line) => {
    const [, expression, said] = claimOf(line) ?? [];
    return said === undefined ? line : `claim(${JSON.stringify(said)}, ${expression});`;
  });
  const run = new Function('claim', ...names, code.join('\n'));
  run(
    (said: string, found: unknown) => claims.push({ said, found: print(found) }),
    ...functions.map(([, value]) => value),
  );
  return claims;
}

/** As examples print it: eight digits, whole numbers in full. */
function print(value: unknown): string {
  if (typeof value === 'number') {
    return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(8)));
  }
  if (typeof value === 'object' && value !== null) {
    return `[${Array.from(value as ArrayLike<unknown>, print).join(', ')}]`;
  }
  return JSON.stringify(value);
}

test('the functions and classes of the package are found', () => {
  expect(names.length).toBeGreaterThan(70);
});

test.each(names)('%s has an example whose values are true', (name) => {
  const lines = exampleOf(name);
  const claims = evaluate(lines);
  expect(claims.length).toBe(lines.filter(claimOf).length);
  expect(claims.length, 'values in the example').toBeGreaterThan(0);
  for (const { said, found } of claims) expect(found).toBe(said);
});

test.each(names)(
  'the example of %s uses it, and says what gives the value in R or why nothing does',
  (name) => {
    const lines = exampleOf(name);
    expect(lines.join('\n')).toMatch(new RegExp(`\\b${name}\\b`));
    expect(lines.filter((line) => /^\s*\/\/ (R|No R): ./.test(line)).length).toBeGreaterThan(0);
  },
);
