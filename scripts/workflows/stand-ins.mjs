// What stands in the place of actions while workflows are tried on one machine. Each says so in one line.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The files of a path, which may end in a star, or of several, one a line. */
function filesOf(text, folder) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => {
      const at = path.join(folder, line.replace(/\/\*$/, ''));
      if (!existsSync(at)) throw new Error(`${line} is not there`);
      return line.endsWith('/*') ? readdirSync(at).map((name) => path.join(at, name)) : [at];
    });
}

/** The folder that several paths share, below which an artifact keeps them, as upload-artifact has it. */
function sharedBy(paths) {
  if (paths.length === 1) return paths[0];
  const parts = paths.map((one) => path.dirname(one).split(path.sep));
  const length = parts[0].findIndex((part, i) => parts.some((other) => other[i] !== part));
  return parts[0].slice(0, length === -1 ? undefined : length).join(path.sep);
}

const standIns = {
  'actions/checkout': () => 'a clone of the last commit',
  'actions/setup-node': (_, { node }) => `the Node that is here, ${node}`,
  'actions/upload-artifact': ({ name, path: text }, { folder, artifacts }) => {
    const files = filesOf(text, folder);
    const base = sharedBy(files);
    for (const file of files)
      cpSync(file, path.join(artifacts, name, path.relative(base, file)), { recursive: true });
    return `kept as artifact ${name}`;
  },
  'actions/download-artifact': ({ name, path: into }, { folder, artifacts }) => {
    const from = path.join(artifacts, name);
    if (!existsSync(from)) throw new Error(`No job has kept an artifact ${name}`);
    mkdirSync(path.join(folder, into), { recursive: true });
    cpSync(from, path.join(folder, into), { recursive: true });
    return `taken from artifact ${name}`;
  },
  'actions/attest-build-provenance': ({ 'subject-path': subject }, { folder }) =>
    `nothing is signed; ${filesOf(subject, folder).length} files would be`,
  'actions/upload-pages-artifact': ({ path: text }, { folder }) => {
    if (!existsSync(path.join(folder, text, 'index.html'))) throw new Error(`${text} has no index.html`);
    return `nothing is published; ${text} has its index.html`;
  },
  'actions/deploy-pages': () => 'nothing is published',
};

/** Does what stands in an action's place. Returns what that was. */
export function standIn(uses, inputs, place) {
  const act = standIns[uses.split('@')[0]];
  if (act === undefined) throw new Error(`Nothing stands in the place of ${uses}`);
  return act(inputs, place);
}
