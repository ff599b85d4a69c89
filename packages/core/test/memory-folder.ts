import type { CacheFolder } from '@inverse-care/domain';

/** A cache folder in memory, its entries in the order in which they were last used. */
export function memoryFolder(): CacheFolder & { entries: Map<string, Buffer> } {
  const entries = new Map<string, Buffer>();
  const use = (name: string, bytes: Buffer | undefined) => {
    entries.delete(name);
    if (bytes !== undefined) entries.set(name, bytes);
  };
  return {
    dir: '',
    names: new Set(),
    entries,
    read: async (name) => entries.get(name) ?? null,
    async write(name, bytes) {
      use(name, Buffer.from(bytes));
      return true;
    },
    touch: async (name) => use(name, entries.get(name)),
    remove: async (name) => use(name, undefined),
    async trim(limit) {
      let total = [...entries.values()].reduce((sum, { length }) => sum + length, 0);
      for (const [name, { length }] of [...entries]) {
        if (total <= limit) return;
        entries.delete(name);
        total -= length;
      }
    },
  };
}
