import { basename } from 'node:path/posix';
import { panelTable } from '@inverse-care/core/tables';
import type { InputFile } from '@inverse-care/domain';
import { manifestFile, recordFolder, resultsFolder, studyFile } from '../files.js';
import type { OutputFile } from '../hashes.js';
import type { RunRecord } from '../run-record.js';
import { type Entity, fileEntity, formatOf, linkTo, uriOf } from './entities.js';
import { termsEntity } from './terms.js';

/** What the program read as the same kind of file is one slot of the workflow. */
const slotOf = (kind: string): Entity => ({
  '@id': `#parameter/${encodeURIComponent(kind)}`,
  '@type': 'FormalParameter',
  name: kind,
  additionalType: 'File',
});

/** The slots of a study: kinds of files, the seed and the replicates. */
export function parametersOf(inputs: readonly InputFile[]): Entity[] {
  const kinds = [...new Set(inputs.map(({ kind }) => kind))].map(slotOf);
  return [
    ...kinds,
    ...['seed', 'replicates'].map((name) => ({
      '@id': `#parameter/${name}`,
      '@type': 'FormalParameter',
      name,
      additionalType: 'Integer',
    })),
  ];
}

/** The numbers that a run was given, which the command line may have set in the study's place. */
export const valuesOf = ({ study: { seed, inference } }: RunRecord): Entity[] =>
  Object.entries({ seed, replicates: inference.replicates }).map(([name, value]) => ({
    '@id': `#value/${name}`,
    '@type': 'PropertyValue',
    name,
    value: String(value),
    exampleOfWork: { '@id': `#parameter/${name}` },
  }));

/**
 * A file that the run read: a part of the crate where it lies in it, as generated data do, else known by its hash and
 * terms.
 */
export function inputEntity(input: InputFile, within: ReadonlyMap<string, OutputFile>): Entity {
  const { path: file, kind, publication, licence, attributions, sha256, bytes, rows, date } = input;
  const inside = within.get(sha256);
  const told = {
    description: [`Read as ${kind}: ${rows} rows. ${publication}.`, ...attributions].join(' '),
    license: linkTo(termsEntity(licence)),
    exampleOfWork: linkTo(slotOf(kind)),
    ...(date !== null && { temporalCoverage: date }),
  };
  if (inside !== undefined) return { ...fileEntity(inside, { name: file }), ...told };
  return {
    '@id': `#input/${uriOf(file)}`,
    '@type': 'CreativeWork',
    name: file,
    alternateName: basename(file),
    ...told,
    ...formatOf(file),
    contentSize: String(bytes),
    sha256,
  };
}

/** What files are that every run writes, by their paths. */
const known: Readonly<Record<string, string>> = {
  'report.html': 'The report as a page',
  'report.pdf': 'The report as a PDF',
  'briefing.html': 'The briefing as a page',
  'briefing.pdf': 'The briefing as a PDF',
  'tables.xlsx': 'The tables as a workbook',
};
const ofFolders: readonly (readonly [string, string])[] = [
  ['figures/', 'A figure of the report, or the values that it draws'],
  [`${recordFolder}/`, 'Part of the record, from which the documents are made again'],
  ['data/', 'Generated data of a demonstration'],
];

/** Says of files that a run wrote what they are. */
export function namesOf({ tables }: RunRecord): (file: string) => { name: string; description?: string } {
  const titled = new Map(
    [panelTable, ...tables.all().map(({ table }) => table)].map((table) => [
      `${resultsFolder}/${table.file}`,
      { name: table.title, description: table.description },
    ]),
  );
  return (file) => {
    const described = file.replace(/-metadata\.json$/, '');
    const description =
      described !== file && titled.has(described)
        ? `Columns, sources and terms of ${described} (CSV on the Web)`
        : (known[file] ?? ofFolders.find(([folder]) => file.startsWith(folder))?.[1]);
    return titled.get(file) ?? { name: file, ...(description !== undefined && { description }) };
  };
}

/** The study file as the workflow that was run, and what it is written in. */
export function workflowEntities(
  { study, version }: RunRecord,
  file: OutputFile,
  parameters: readonly Entity[],
): [workflow: Entity, ...others: Entity[]] {
  const program: Entity = {
    '@id': '#inverse-care',
    '@type': 'SoftwareApplication',
    name: 'inverse-care',
    description: 'Measures whether staff of Primary Care Networks are placed where need is highest.',
    softwareVersion: version,
    license: linkTo(termsEntity('MIT')),
  };
  const language: Entity = {
    '@id': '#study-files',
    '@type': 'ComputerLanguage',
    name: 'Study files of inverse-care',
    description: 'YAML by the schema docs/study.schema.json that comes with the program',
  };
  const workflow: Entity = {
    ...fileEntity(file, {
      name: study.title,
      description: 'The study file as it was run: what is asked, of which data, and how',
    }),
    '@type': ['File', 'SoftwareSourceCode', 'ComputationalWorkflow'],
    programmingLanguage: linkTo(language),
    softwareRequirements: linkTo(program),
    input: parameters.map(linkTo),
  };
  return [workflow, language, program];
}

/** The manifest, which names the crate with its hash, and so can have none here. */
export const manifestEntity: Entity = {
  '@id': manifestFile,
  '@type': 'File',
  name: manifestFile,
  description:
    'Inputs and outputs of the run with their SHA-256, the study with its defaults, versions of the program, Node and the browser, and warnings',
  ...formatOf(manifestFile),
};

/** Whether a file is the study's own text. */
export const isStudy = ({ path: file }: OutputFile): boolean => file === studyFile;
