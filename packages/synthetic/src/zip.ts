import { strToU8, zipSync } from 'fflate';

/**
 * A zip archive whose bytes depend on its contents alone: fflate compresses in JavaScript, and every entry is dated
 * 1 January 2024 in local time, which is what the format stores.
 */
export function zip(entries: readonly (readonly [name: string, content: Uint8Array | string])[]): Uint8Array {
  const mtime = new Date(2024, 0, 1);
  return zipSync(
    Object.fromEntries(
      entries.map(([name, content]) => [
        name,
        [typeof content === 'string' ? strToU8(content) : content, {}],
      ]),
    ),
    { level: 5, mtime },
  );
}
