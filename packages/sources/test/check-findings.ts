import type { DeclaredStudy, Finding } from '@inverse-care/domain';
import { checkFolder, type FolderCheck } from '../src/index.js';
import { type Files, folderOf, june, march } from './small-england.js';

export const check = async (files: Files) => checkFolder({ dir: await folderOf(files) });
export const of = ({ findings }: FolderCheck, id: string): Finding[] =>
  findings.filter((one) => one.id === id);
export const only = (found: FolderCheck, id: string): Finding => {
  const [one, ...others] = of(found, id);
  if (one === undefined || others.length > 0) throw new Error(`${of(found, id).length} findings are ${id}`);
  return one;
};

export type Said = Partial<DeclaredStudy>;

/** A study of the two snapshots. */
export const study = (said: Said): { name: string; study: DeclaredStudy } => ({
  name: 'study.yaml',
  study: {
    study: 's',
    title: 'A study',
    role: 'Social Prescribing Link Workers',
    snapshots: [march, june],
    population: 'open_on_date',
    absent: 'zero',
    needs: [],
    required: [],
    inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 0 },
    survey: 2019,
    seed: 1,
    ...said,
  },
});
