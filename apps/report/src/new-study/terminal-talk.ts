import { createInterface } from 'node:readline';
import { CancelledError } from '@inverse-care/domain';
import { say } from '../terminal.js';
import type { Conversation } from './ask.js';

/**
 * Questions on the terminal. Lines that are there before they are asked for, as where several are pasted, are taken in
 * their order. Ctrl-C, the end of the input and the signal stop the questions with a CancelledError.
 */
export function terminalTalk(signal: AbortSignal): Conversation & { close(): void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ahead: string[] = [];
  let waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | null = null;
  let ended = false;
  lines.on('line', (line) => {
    if (waiting === null) ahead.push(line);
    else waiting.resolve(line);
    waiting = null;
  });
  const end = () => {
    ended = true;
    waiting?.reject(new CancelledError());
    waiting = null;
  };
  lines.on('close', end);
  lines.on('SIGINT', () => {
    say('');
    lines.close();
  });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  return {
    ask(question) {
      if (!ended) {
        lines.setPrompt(question);
        lines.prompt();
      }
      const line = ahead.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (ended) return Promise.reject(new CancelledError());
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    say,
    close: () => lines.close(),
  };
}
