import { visible } from './terminal.js';

/** A line of progress on a terminal; nothing in a pipe. */
export interface Progress {
  update(step: { label: string; done: number; total: number }): void;
  clear(): void;
}

/** Progress on a stream, redrawn at most ten times a second. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update() {}, clear() {} };
  let drawn = 0;
  let label = '';
  return {
    update(step) {
      const now = Date.now();
      if (step.label === label && now - drawn < 100 && step.done < step.total) return;
      drawn = now;
      label = step.label;
      const share = step.total > 0 ? ` ${Math.floor((100 * step.done) / step.total)}%` : '';
      stream.write(
        `\r\x1b[2K${visible(`${step.label}${share}`).slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`,
      );
    },
    clear() {
      label = '';
      stream.write('\r\x1b[2K');
    },
  };
}
