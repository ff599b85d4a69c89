import { crateFile, type Entity, linkTo } from './entities.js';

const specification = { '@id': 'https://w3id.org/ro/crate/1.1' };

/** Soiland-Reyes et al. (2022), doi:10.3233/DS-210053; Leo et al. (2024), doi:10.1371/journal.pone.0309210. */
export const context = [
  'https://w3id.org/ro/crate/1.1/context',
  'https://w3id.org/ro/terms/workflow-run/context',
] as const;

/** The profiles that a crate of a run keeps to, as version 0.5 of Workflow Run RO-Crate asks for them. */
export const profiles: readonly Entity[] = [
  ['https://w3id.org/ro/wfrun/process/0.5', 'Process Run Crate', '0.5'],
  ['https://w3id.org/ro/wfrun/workflow/0.5', 'Workflow Run Crate', '0.5'],
  ['https://w3id.org/workflowhub/workflow-ro-crate/1.0', 'Workflow RO-Crate', '1.0'],
].map(([id, name, version]) => ({ '@id': id!, '@type': 'CreativeWork', name: name!, version: version! }));

/** What the description says of itself. */
export const descriptor: Entity = {
  '@id': crateFile,
  '@type': 'CreativeWork',
  conformsTo: [specification, linkTo(profiles[2]!)],
  about: { '@id': './' },
};
