import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InputFile } from '@inverse-care/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  filesBelow,
  outputsOf,
  type RunRecord,
  readRecord,
  sha256,
  writeCrate,
  writeManifest,
  writeRecord,
} from '../src/index.js';
import { smallRecord } from './small-run.js';

const ogl = 'Open Government Licence v3.0';
const generated = 'a,file\n1,2\n';
const inputs: InputFile[] = [
  {
    path: 'workforce/Primary Care Networks - June 2021.csv',
    kind: 'workforce',
    publication: 'NHS England: Workforce',
    licence: ogl,
    attributions: ['Source: NHS England, Workforce. Licensed under the Open Government Licence v3.0.'],
    sha256: 'a'.repeat(64),
    bytes: 12,
    rows: 3,
    date: '2021-06-30',
  },
  {
    path: 'map/a file, made up.csv',
    kind: 'practice-to-PCN map',
    publication: 'Synthetic',
    licence: 'generated, not published',
    attributions: [],
    sha256: sha256(generated),
    bytes: generated.length,
    rows: 1,
    date: null,
  },
];

type Value = string | { '@id': string };
type Entity = Record<string, Value | Value[]> & { '@id': string; '@type': string | string[] };

let folder: string;
let record: RunRecord;
let text: string;
let graph: Entity[];

/** Its own declarations know neither the validator nor the terms, and do not compile. */
interface RoCrate {
  ROCrate: new (
    json: unknown,
    options?: { array: boolean; link: boolean },
  ) => {
    entities(): Iterable<unknown>;
    getEntity(id: string): Record<string, unknown> | undefined;
    resolveTerm(term: string): string | undefined;
  };
  Validator: new () => {
    parseJSON(json: unknown): void;
    rootDataEntity(): void;
    checkFiles(files: Record<string, { exists: boolean; inCrate: boolean }>): void;
    results: { status: string; message: string }[];
  };
  Defaults: { roCrateContextUrl: string };
}
const { ROCrate, Validator, Defaults }: RoCrate = createRequire(import.meta.url)('ro-crate');

/** Terms of RO-Crate as the package has them inside: it would ask the network for those that the crate names. */
const bundled = Defaults.roCrateContextUrl;

const asArray = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const entity = (id: string): Entity => graph.find(({ '@id': one }) => one === id)!;
const ids = (of: Entity, property: string) =>
  asArray(of[property]).map((value) => (typeof value === 'string' ? value : value['@id']));
const ofType = (type: string) => graph.filter((one) => asArray(one['@type']).includes(type));

async function write(into: string, run: RunRecord): Promise<string> {
  await writeRecord(into, run);
  await writeFile(path.join(into, 'report.html'), '<p>A page</p>');
  const data = path.join(into, 'data', 'map');
  await mkdir(data, { recursive: true });
  await writeFile(path.join(data, 'a file, made up.csv'), generated);
  const outputs = await writeCrate(into, run, await outputsOf(into));
  const keys = { key: 'a', findings_key: 'b', panel_key: 'c', code: 'd' };
  await writeManifest(into, run, { node: process.version, browser: null, keys, outputs });
  return readFile(path.join(into, 'ro-crate-metadata.json'), 'utf8');
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crate-'));
  const small = await smallRecord();
  record = { ...small, data: { ...small.data, inputs } };
  text = await write(folder, record);
  graph = JSON.parse(text)['@graph'] as Entity[];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the crate as JSON-LD', () => {
  it('is flat, with no other keyword than @context, @graph, @id and @type', () => {
    const keywords = [...text.matchAll(/"(@\w+)":/g)].map(([, keyword]) => keyword);
    expect(new Set(keywords)).toEqual(new Set(['@context', '@graph', '@id', '@type']));
    for (const one of graph)
      for (const value of Object.values(one).flat())
        if (typeof value !== 'string') expect(Object.keys(value)).toEqual(['@id']);
  });

  it('has each entity once, and every link leads to one of them or to a specification', () => {
    const known = graph.map(({ '@id': id }) => id);
    expect(new Set(known).size).toBe(known.length);
    const linked = graph.flatMap((one) =>
      Object.values(one)
        .flat()
        .flatMap((value) => (typeof value === 'string' ? [] : [value['@id']])),
    );
    const outside = linked.filter((id) => !known.includes(id));
    expect(outside).toEqual(['https://w3id.org/ro/crate/1.1']);
  });

  it('leaves no entity that nothing leads to', () => {
    const reached = new Set<string>();
    const walk = (id: string) => {
      if (reached.has(id) || entity(id) === undefined) return;
      reached.add(id);
      for (const value of Object.values(entity(id)).flat()) if (typeof value !== 'string') walk(value['@id']);
    };
    walk('ro-crate-metadata.json');
    expect(graph.map(({ '@id': id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });
});

describe('another reader, the package ro-crate,', () => {
  it('finds every entity with every value', () => {
    const crate = new ROCrate(JSON.parse(text), { array: true, link: true });
    expect([...crate.entities()]).toHaveLength(graph.length);
    for (const one of graph) {
      const found = crate.getEntity(one['@id'])!;
      for (const [property, value] of Object.entries(one).filter(([name]) => !name.startsWith('@'))) {
        const values = asArray(found[property] as unknown).map((each) =>
          typeof each === 'string' ? each : (each as { '@id': string })['@id'],
        );
        expect(values, `${one['@id']} ${property}`).toEqual(ids(one, property));
        expect(asArray(value)).not.toHaveLength(0);
      }
    }
    expect(crate.getEntity('./')!.name).toEqual(['A small study']);
  });

  it('knows every property and type that is used', () => {
    const crate = new ROCrate({ '@context': bundled, '@graph': graph });
    const words = graph.flatMap((one) => [...Object.keys(one), ...asArray(one['@type'])]);
    const unknown = words.filter((word) => !word.startsWith('@') && !crate.resolveTerm(word));
    expect(unknown).toEqual([]);
    expect(crate.resolveTerm('sha265')).toBeUndefined();
  });

  it('has no objection, and knows every file of the folder', async () => {
    const files = (await filesBelow(folder)).map((file) => [
      file.split('/').map(encodeURIComponent).join('/'),
      { exists: true, inCrate: false },
    ]);
    const validator = new Validator();
    validator.parseJSON({ '@context': bundled, '@graph': graph });
    validator.rootDataEntity();
    validator.checkFiles(Object.fromEntries(files));
    expect(validator.results).toHaveLength(9);
    expect(validator.results.filter(({ status }) => status !== 'success')).toEqual([]);
  });
});

describe('files of the crate', () => {
  it('are all there, parts of the root, with the size and hash that they have', async () => {
    const parts = ids(entity('./'), 'hasPart');
    const files = ofType('File').map(({ '@id': id }) => id);
    expect([...files].sort()).toEqual([...parts].sort());
    const below = (await filesBelow(folder)).filter((file) => file !== 'ro-crate-metadata.json');
    expect(parts.map(decodeURIComponent).sort()).toEqual(below);
    for (const id of files.filter((one) => one !== 'manifest.json')) {
      const content = await readFile(path.join(folder, decodeURIComponent(id)));
      expect(entity(id).sha256, id).toBe(createHash('sha256').update(content).digest('hex'));
      expect(entity(id).contentSize).toBe(String(content.length));
    }
  });

  it('are vouched for by the manifest, the crate among them', async () => {
    const { outputs } = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
    expect(outputs).toContainEqual({
      path: 'ro-crate-metadata.json',
      bytes: Buffer.byteLength(text),
      sha256: sha256(text),
    });
    expect(entity('manifest.json').sha256).toBeUndefined();
  });

  it('say what a table holds', () => {
    expect(entity('results/table1.csv')).toMatchObject({ encodingFormat: 'text/csv' });
    expect(String(entity('results/table1.csv').description).length).toBeGreaterThan(20);
  });
});

describe('the run in the words of Workflow Run Crate 0.5', () => {
  it('has the profiles, the study as workflow, and one action that carried it out', async () => {
    const root = entity('./');
    expect(ids(root, 'conformsTo')).toEqual([
      'https://w3id.org/ro/wfrun/process/0.5',
      'https://w3id.org/ro/wfrun/workflow/0.5',
      'https://w3id.org/workflowhub/workflow-ro-crate/1.0',
    ]);
    expect(ids(entity('ro-crate-metadata.json'), 'conformsTo')).toContain('https://w3id.org/ro/crate/1.1');
    const workflow = entity(ids(root, 'mainEntity')[0]!);
    expect(workflow['@type']).toEqual(['File', 'SoftwareSourceCode', 'ComputationalWorkflow']);
    expect(await readFile(path.join(folder, workflow['@id']), 'utf8')).toBe(record.studyText);
    expect(entity(ids(workflow, 'programmingLanguage')[0]!)['@type']).toBe('ComputerLanguage');
    const [action, ...more] = ofType('CreateAction');
    expect(more).toEqual([]);
    expect(ids(root, 'mentions')).toEqual([action!['@id']]);
    expect(ids(action!, 'instrument')).toEqual([workflow['@id']]);
    expect(action!.description).toBe(record.command);
    expect(ids(action!, 'result')).toContain('results/panel.csv');
    expect(action!.agent).toBeUndefined();
    expect(entity(ids(workflow, 'softwareRequirements')[0]!)).toMatchObject({
      name: 'inverse-care',
      softwareVersion: '0.0.0',
    });
  });

  it('names what was read with hash, terms and slot: a file of the crate where it lies in it, else none', () => {
    const [action] = ofType('CreateAction');
    const [workforce, map, ...values] = ids(action!, 'object').map(entity);
    expect(workforce).toMatchObject({
      '@type': 'CreativeWork',
      name: inputs[0]!.path,
      sha256: inputs[0]!.sha256,
      temporalCoverage: '2021-06-30',
    });
    expect(workforce!.description).toContain(inputs[0]!.attributions[0]);
    expect(ids(workforce!, 'license')).toEqual([
      'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    ]);
    expect(map).toMatchObject({ '@id': 'data/map/a%20file%2C%20made%20up.csv', '@type': 'File' });
    expect(ids(action!, 'result')).not.toContain(map!['@id']);
    expect(values.map(({ name, value }) => [name, value])).toEqual([
      ['seed', '7'],
      ['replicates', '199'],
    ]);
    for (const one of [workforce!, map!, ...values]) {
      const slot = entity(ids(one, 'exampleOfWork')[0]!);
      expect(slot['@type']).toBe('FormalParameter');
      expect(slot.additionalType).toMatch(/^(File|Integer)$/);
      expect(ids(entity('record/study.yaml'), 'input')).toContain(slot['@id']);
    }
  });

  it('has the terms of all that was read, and says that synthetic data are none', () => {
    expect(ids(entity('./'), 'license').map((id) => entity(id).name)).toEqual([
      ogl,
      'generated, not published',
    ]);
    expect(entity('./').description).toContain('Synthetic data: a demonstration, not evidence');
  });
});

describe('the bytes of the crate', () => {
  it('are those of any machine and moment: the record read back gives them again', async () => {
    const elsewhere = await mkdtemp(path.join(tmpdir(), 'crate-elsewhere-'));
    try {
      expect(await write(elsewhere, await readRecord(folder))).toBe(text);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('hold no other date than those of the data and the documents', () => {
    const allowed = [record.date, ...record.study.snapshots, '2021-06-30'];
    const dates = [...text.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date);
    expect(dates.filter((date) => !allowed.includes(date))).toEqual([]);
    expect(text).not.toMatch(/T\d\d:\d\d/);
    expect(text).not.toContain(folder);
  });
});
