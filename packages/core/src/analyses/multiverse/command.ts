import { type Choices, dimensions } from '@inverse-care/domain';

/** A word of a command line: quoted where a shell would take it apart. */
function word(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `"${text.replaceAll(/(["\\$`])/g, '\\$1')}"`;
}

/** The command that runs one specification alone, into a folder of its own. */
export function commandOf(
  choices: Choices,
  { study, data }: { study: string; data: readonly string[] },
): string {
  const set = dimensions.map((dimension) => `--set ${dimension}=${choices[dimension]}`).join(' ');
  return `inverse-care run --study ${word(study)} ${data.map((folder) => `--data ${word(folder)}`).join(' ')} --out out/specification ${set}`;
}
