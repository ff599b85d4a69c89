// The part of GitHub's expression language that the workflows here use: texts, contexts, == != && || !, parentheses,
// hashFiles('folder/**'). Anything else is an error, so that no step is run on a guess.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const token = /\s*(?:'((?:[^']|'')*)'|([A-Za-z_][\w.-]*)|(==|!=|&&|\|\||[!()]))/y;

function tokensOf(text) {
  const tokens = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== '') {
    const found = token.exec(text);
    if (found === null) throw new Error(`The expression "${text}" is not understood`);
    const [, literal, name, sign] = found;
    tokens.push(literal === undefined ? { name, sign } : { literal: literal.replaceAll("''", "'") });
  }
  return tokens;
}

const known = new Set(['github', 'matrix', 'steps', 'needs', 'env', 'vars', 'runner']);

/** "steps.new.outputs.snapshot" of the contexts; '' where there is none, as GitHub has it. */
function lookUp(name, contexts) {
  const [first, ...rest] = name.split('.');
  if (!known.has(first)) throw new Error(`The context of "${name}" is not known`);
  return rest.reduce((value, key) => value?.[key], contexts[first] ?? {}) ?? '';
}

/** '' where no file lies below the folder: no more is asked of it here. */
function hashFiles(pattern, folder) {
  if (!pattern.endsWith('/**')) throw new Error(`hashFiles('${pattern}') is not understood`);
  const below = path.join(folder, pattern.slice(0, -3));
  if (!existsSync(below)) return '';
  const entries = readdirSync(below, { recursive: true, withFileTypes: true });
  return entries.some((entry) => entry.isFile()) ? 'files' : '';
}

/** The value of an expression without its braces. */
export function evaluate(text, contexts, folder) {
  const tokens = tokensOf(text);
  let at = 0;
  const takes = (sign) => tokens[at]?.sign === sign && ++at > 0;
  const expect = (sign) => {
    if (!takes(sign)) throw new Error(`The expression "${text}" lacks ${sign}`);
  };
  const or = () => {
    let left = and();
    while (takes('||')) {
      const right = and();
      left = left || right;
    }
    return left;
  };
  const and = () => {
    let left = equal();
    while (takes('&&')) {
      const right = equal();
      left = left && right;
    }
    return left;
  };
  const equal = () => {
    const left = one();
    if (takes('==')) return String(left) === String(one());
    if (takes('!=')) return String(left) !== String(one());
    return left;
  };
  const one = () => {
    if (takes('!')) return !one();
    if (takes('(')) {
      const inside = or();
      expect(')');
      return inside;
    }
    const { literal, name } = tokens[at++] ?? {};
    if (literal !== undefined) return literal;
    if (name === undefined) throw new Error(`The expression "${text}" ends too early`);
    if (name !== 'hashFiles') return lookUp(name, contexts);
    expect('(');
    const pattern = one();
    expect(')');
    return hashFiles(pattern, folder);
  };
  const value = or();
  if (at < tokens.length) throw new Error(`The expression "${text}" is not understood to its end`);
  return value;
}

/** A text with its ${{ expressions }} evaluated. */
export const filled = (text, contexts, folder) =>
  String(text).replace(/\$\{\{(.*?)\}\}/g, (_, inside) => String(evaluate(inside, contexts, folder)));
