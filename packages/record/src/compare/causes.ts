import { isDeepStrictEqual } from 'node:util';
import { order } from '@inverse-care/domain';
import type { Manifest } from '../manifest.js';

/** A thing that two runs were not made from alike, and so may be why they differ. */
export interface Cause {
  kind: 'code' | 'engine' | 'study' | 'data';
  /** A version, a key of the study, a file. */
  what: string;
  before: string;
  after: string;
}

const short = (hash: string) => hash.slice(0, 12);
const words = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));

/** Inputs of a run by their path. */
const inputsOf = ({ inputs }: Pick<Manifest, 'inputs'>) =>
  new Map(inputs.map(({ path, sha256 }) => [path, sha256]));

/** The line of Node, "v22": with it comes the engine whose mathematics is used. */
const engineOf = ({ node }: Pick<Manifest, 'node'>) => node.split('.')[0];

/** What two runs were not made from alike, by their manifests: code, engine, study and files. */
export function causesOf(before: Manifest, after: Manifest): Cause[] {
  const causes: Cause[] = [];
  const { software: old } = before;
  const { software: now } = after;
  if (old.code_sha256 !== now.code_sha256)
    causes.push({
      kind: 'code',
      what: old.version === now.version ? 'code of inverse-care, of the same version' : 'inverse-care',
      before: old.version === now.version ? short(old.code_sha256) : old.version,
      after: old.version === now.version ? short(now.code_sha256) : now.version,
    });
  if (engineOf(before) !== engineOf(after))
    causes.push({ kind: 'engine', what: 'Node', before: before.node, after: after.node });
  const [study, later] = [before.study, after.study] as unknown as Record<string, unknown>[];
  for (const key of [...new Set([...Object.keys(study!), ...Object.keys(later!)])].sort(order))
    if (!isDeepStrictEqual(study![key], later![key]))
      causes.push({ kind: 'study', what: key, before: words(study![key]), after: words(later![key]) });
  const [files, newer] = [inputsOf(before), inputsOf(after)];
  for (const file of [...new Set([...files.keys(), ...newer.keys()])].sort(order)) {
    const [was, is] = [files.get(file), newer.get(file)];
    if (was === is) continue;
    causes.push({
      kind: 'data',
      what: file,
      before: was === undefined ? '' : short(was),
      after: is === undefined ? '' : short(is),
    });
  }
  return causes;
}

const names: Readonly<Record<Cause['kind'], string>> = {
  code: 'the code',
  engine: 'the version of Node',
  study: 'the study',
  data: 'the data',
};

/** Which kinds of thing are other, in words: the cause where it is one alone, else those that it may be. */
export function causeInWords(causes: readonly Cause[]): string {
  const kinds = [...new Set(causes.map(({ kind }) => kind))];
  if (kinds.length === 0) return 'Both were made from the same data, study, code and version of Node.';
  const listed = kinds.map((kind) => names[kind]);
  return kinds.length === 1
    ? `What differs comes from ${listed[0]}: all else is the same.`
    : `What differs may come from ${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}: these are not the same.`;
}
