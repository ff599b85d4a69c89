/** How text is laid out: at most so many columns, with colour or without. */
export interface TextStyle {
  width: number;
  colour: boolean;
}

const narrowest = 60;
const widest = 120;
const inPipe = 100;

/** The layout for a stream: a terminal's width and, unless NO_COLOR is set, colour; plain text in a pipe. */
export function styleOf(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>, env = process.env): TextStyle {
  const terminal = stream.isTTY === true;
  return {
    width: terminal ? Math.min(widest, Math.max(narrowest, stream.columns ?? 80)) : inPipe,
    colour: terminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  };
}

/** Words broken into lines of at most `width` characters; a word that is longer stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Text under a label, its later lines below its first. */
export function hanging(label: string, text: string, width: number): string[] {
  const [first = '', ...rest] = wrap(text, Math.max(20, width - label.length));
  return [`${label}${first}`, ...rest.map((line) => `${' '.repeat(label.length)}${line}`)];
}

/** Columns of text, each as wide as its widest cell, two spaces apart; those listed in `right` are flush right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const count = Math.max(0, ...rows.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? '').length)),
  );
  return rows.map((row) =>
    `  ${widths.map((width, i) => (right.includes(i) ? (row[i] ?? '').padStart(width) : (row[i] ?? '').padEnd(width))).join('  ')}`.trimEnd(),
  );
}
