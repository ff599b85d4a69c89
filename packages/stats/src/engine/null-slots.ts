import type { NullGroup } from './null-group.js';

/** Effects of a group as the kernel has them side by side, those of a stack's aligned parts next to each other. */
export interface Slots {
  ofEffect: Int32Array;
  /** How many there are, made up to an even number. */
  count: number;
  /** Of each stack: how many of its first parts are aligned, an even number, and the slot of the first. */
  aligned: { parts: number; slot: number }[];
}

/** Made up to an even number. */
export const even = (count: number) => count + (count & 1);

/**
 * Gives each effect a slot. Parts are aligned where each is of an effect of its own that no earlier stack has part in:
 * their scores are then added two at a time.
 */
export function slotsOf({ effects, stacks }: NullGroup): Slots {
  const ofEffect = new Int32Array(effects).fill(-1);
  let next = 0;
  const aligned = stacks.map(({ parts }) => {
    const slot = next;
    let own = true;
    for (const { uses } of parts) {
      own &&= uses.length === 1;
      for (const { effect } of uses) {
        if (ofEffect[effect] === -1) ofEffect[effect] = next++;
        else own = false;
      }
    }
    return { parts: own ? parts.length & ~1 : 0, slot };
  });
  return { ofEffect, count: even(next), aligned };
}
