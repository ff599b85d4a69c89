import { monthNamed } from './links.js';

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name that every file system takes, from the publisher's own. Where the publisher gives every edition the same
 * name, the month is added: gp-reg-pat-prac-all_2021-01.csv.
 */
export function safeName(published: string, edition: string | null): string {
  const clean = [...published]
    .map((c) => (c < ' ' || '<>:"/\\|?*\u007f'.includes(c) ? '_' : c))
    .join('')
    .replace(/\.{2,}/g, '.')
    .replace(/^[. ]+|[. ]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 ? clean.slice(dot).slice(0, 12) : '';
  const stem = (dot > 0 ? clean.slice(0, dot) : clean).slice(0, 120) || 'file';
  const dated = edition === null || monthNamed(stem) === edition ? stem : `${stem}_${edition}`;
  const name = `${dated}${extension}`;
  return reserved.test(name) ? `_${name}` : name;
}
