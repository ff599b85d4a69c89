import { catalogue } from '../src/catalogue/catalogue.js';
import type * as small from './small-england.js';
import { build, march, minimal } from './small-england.js';

export const snapshots = [march];

export async function valuesOf(files: small.Files, pcn = 'U00001', options = {}) {
  const built = await build({ ...(await minimal()), ...files }, { snapshots, ...options });
  return { ...built, values: built.panel.rows.find(({ pcn_code }) => pcn_code === pcn)?.values ?? {} };
}
export const kind = (id: string) => catalogue.find((one) => one.id === id)!;
