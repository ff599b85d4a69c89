import { type OutputFile, sha256 } from '../hashes.js';
import type { RunRecord } from '../run-record.js';
import { type Entity, fileEntity, linkTo } from './entities.js';
import { context, descriptor, profiles } from './profiles.js';
import {
  inputEntity,
  isStudy,
  manifestEntity,
  namesOf,
  parametersOf,
  valuesOf,
  workflowEntities,
} from './run-entities.js';
import { termsEntity, termsOf } from './terms.js';

const notEvidence = 'Synthetic data: a demonstration, not evidence.';
const generated = 'data/';

/** The run as an action: the study carried out on files and numbers, with what came of it. */
function actionOf(
  { command, study }: RunRecord,
  workflow: Entity,
  { objects, results }: { objects: readonly Entity[]; results: readonly Entity[] },
): Entity {
  const content = results.map(({ '@id': id, sha256: hash }) => `${id} ${hash}`).join('\n');
  return {
    '@id': `#run-${sha256(content).slice(0, 16)}`,
    '@type': 'CreateAction',
    name: `Run of ${study.study}`,
    description: command,
    instrument: linkTo(workflow),
    object: objects.map(linkTo),
    result: results.map(linkTo),
  };
}

/**
 * A run as a Workflow Run Crate (RO-Crate 1.1): the study is its workflow, the files that it read and wrote are there
 * with their hashes. It holds no clock and no machine, so that the same files give the same bytes.
 * @param outputs all files of the run but its manifest, the study's own text among them.
 * @returns JSON-LD in flattened and compacted form.
 */
export function crateOf(record: RunRecord, outputs: readonly OutputFile[]): string {
  const { study, data, date } = record;
  const nameOf = namesOf(record);
  const parameters = parametersOf(data.inputs);
  const [workflow, ...others] = workflowEntities(record, outputs.find(isStudy)!, parameters);
  const within = new Map(
    outputs.filter(({ path: file }) => file.startsWith(generated)).map((file) => [file.sha256, file]),
  );
  const inputs = data.inputs.map((input) => inputEntity(input, within));
  const read = new Set(inputs.map(({ '@id': id }) => id));
  const written = outputs
    .filter((file) => !isStudy(file))
    .map((file) => fileEntity(file, nameOf(file.path)))
    .filter(({ '@id': id }) => !read.has(id));
  const values = valuesOf(record);
  const action = actionOf(record, workflow, {
    objects: [...inputs, ...values],
    results: written.filter(({ '@id': id }) => !id.startsWith(generated)),
  });
  const terms = termsOf(data.inputs);
  const inside = inputs.filter(({ '@type': type }) => type === 'File');
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    conformsTo: profiles.map(linkTo),
    name: study.title,
    description: `${data.synthetic ? `${notEvidence} ` : ''}Report, tables, figures and record of the study “${study.study}”, made by inverse-care ${record.version}.`,
    datePublished: date,
    license: terms.map(linkTo),
    mainEntity: linkTo(workflow),
    mentions: linkTo(action),
    hasPart: [workflow, ...inside, ...written, manifestEntity].map(linkTo),
  };
  const graph = [
    descriptor,
    root,
    ...profiles,
    workflow,
    ...others,
    ...parameters,
    action,
    ...values,
    ...inputs,
    ...written,
    manifestEntity,
    ...terms,
    termsEntity('MIT'),
  ];
  const distinct = [...new Map(graph.map((entity) => [entity['@id'], entity])).values()];
  return `${JSON.stringify({ '@context': context, '@graph': distinct }, null, 1)}\n`;
}
