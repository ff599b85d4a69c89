import { philox4x32 } from './philox.js';

/**
 * A text's 64-bit key as two uint32 words, the same on every machine: the UTF-8 bytes, eight at a time, are the keys
 * of Philox applied to a running state, which is added back (Davies-Meyer; Winternitz 1984). Two of 10,000 texts
 * share a key with probability 3e-12. Not for secrets.
 *
 * @example
 * ```ts
 * specificationKey('need'); // => [2841811025, 3569523518]
 * // No R: the hash is this package's own. Tests hold it to a plain reading of its definition.
 * ```
 */
export function specificationKey(text: string): readonly [number, number] {
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer((Math.floor(bytes.length / 8) + 1) * 8));
  bytes.forEach((byte, i) => {
    padded.setUint8(i, byte);
  });
  padded.setUint8(bytes.length, 0x80);
  let state = Uint32Array.of(bytes.length, 0, 0, 0);
  for (let offset = 0; offset < padded.byteLength; offset += 8) {
    const key = [padded.getUint32(offset, true), padded.getUint32(offset + 4, true)];
    const words = philox4x32(state, key);
    state = words.map((word, i) => word ^ state[i]!);
  }
  return [state[0]!, state[1]!];
}
