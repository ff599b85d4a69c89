import type { LocalVariable } from '@inverse-care/domain';
import { recorded } from './marks.js';

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text on a local variable, in which what its sidecar says is marked as words of the run's record. */
export function withSidecarWords(text: string, local: LocalVariable | undefined): string {
  if (local === undefined) return text;
  // A sentence may begin with a capital that the sidecar has not.
  const pieces = [local.description.slice(1), local.source, local.file, local.caution ?? '']
    .filter((piece) => /\d/.test(piece))
    .sort((a, b) => b.length - a.length);
  return pieces.length === 0
    ? text
    : text.replaceAll(new RegExp(pieces.map(escaped).join('|'), 'g'), (piece) => recorded(piece));
}
