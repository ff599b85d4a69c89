import { type StudyKey, studyKeys } from './study-keys.js';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function defaultOf({ required, defaultText }: StudyKey): string {
  if (required) return 'required';
  return defaultText === null || defaultText === '[]' ? 'none' : `\`${defaultText}\``;
}

const yaml = (text: string) => ['```yaml', text, '```'];

/** A key's name below the one that has a section: "dependence.conley_km". */
const nameWithin = (key: StudyKey, { path }: StudyKey) => key.path.slice(path.length + 1);

const withBelow = (key: StudyKey): readonly StudyKey[] => [key, ...key.keys.flatMap(withBelow)];

function tableOfKeys(keys: readonly StudyKey[], nameOf: (key: StudyKey) => string, typed: boolean): string[] {
  const head = typed ? ['key', 'takes', 'default', 'what it does'] : ['key', 'default', 'what it does'];
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...keys.map((key) => {
      const cells = [nameOf(key), ...(typed ? [key.type] : []), defaultOf(key), key.words.says];
      return `| ${cells.map(cell).join(' | ')} |`;
    }),
  ];
}

/** One key of the top with all below it. */
function section(key: StudyKey): string[] {
  const { path, type, words, keys } = key;
  const below = keys.flatMap(withBelow);
  const examples = withBelow(key).flatMap((one) => one.words.example ?? []);
  return [
    `## \`${path}\``,
    '',
    words.says,
    '',
    `Takes ${type}. Default: ${defaultOf(key)}.`,
    '',
    ...examples.flatMap((example) => [...yaml(example), '']),
    ...(below.length === 0 ? [] : [...tableOfKeys(below, (one) => `\`${nameWithin(one, key)}\``, true), '']),
    ...(words.more === undefined ? [] : [words.more, '']),
  ];
}

const introduction = `# Study files

A study file is YAML and declares a whole analysis. A key that is not known is an error, with its line and column, so that a typo never becomes a silent default.

There are three ways to one:

- \`inverse-care new\` asks what it has to know and writes a study with every choice explained; \`inverse-care new --help\` lists what may be given as options instead. It never writes over a file unless \`--force\` is given.
- Copy one of the four in \`studies/\`.
- Start from an answer to your question: [worked-studies.md](worked-studies.md) has regions, other roles, counts with clusters, age held equal, and variables of your own by practice, PCN and ICB.

\`inverse-care check DATA --study STUDY.yaml\` says whether a folder allows it.

## In an editor

Editors that know YAML by JSON Schema (Visual Studio Code with the YAML extension by Red Hat, and others with the same language server) complete the keys, show what each does and underline what is wrong, where the first line of the study is

\`\`\`yaml
# yaml-language-server: $schema=inverse-care.schema.json
\`\`\`

with the path of the schema from the study. \`inverse-care new\` writes that line and the schema beside the study; in this repository it is [study.schema.json](study.schema.json). The schema is made from the one that the program reads by. It lets pass what such a schema cannot say: dates out of order, a span that ends before it begins or holds no quarter end, and a range with the greater number first. The program has the last word.

## Keys
`;

const closing = `## On the command line

\`--seed\` and \`--replicates\` override the file's, and the report prints the command with them. \`--set need=ltc_share\` and other choices of the multiverse run one specification alone; \`--set model.form=log1p\`, \`--set "model.covariates=[age, rural]"\`, \`--set "where=region == Y63"\` and \`--set by=region\` set keys of the declared model and its places for a run. \`--set\` may be given more than once.

This page and the schema are made from \`packages/core/src/study/\`: after a change there, run \`node scripts/study-pages.mjs\`.
`;

/** docs/study-files.md: every key of a study, with its type, default, what it does and an example. */
export function studyPage(): string {
  const keys = studyKeys();
  return [
    introduction,
    ...tableOfKeys(keys, ({ path }) => `[\`${path}\`](#${path})`, false),
    '',
    ...keys.flatMap(section),
    closing,
  ].join('\n');
}
