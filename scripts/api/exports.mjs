// What a package exports, read from the declarations that the compiler writes beside its code: they have all types and
// keep the comments.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@babel/parser';

/**
 * The exports of a declaration file, in the order of their names: kind (function, class, constant, type), code (one text
 * an overload), comment (its text without stars, or undefined), and file.
 */
export function exportsOf(entry) {
  const modules = new Map();
  const found = new Map();
  collect(entry, modules, found);
  const key = ({ name }) => `${name.toLowerCase()} ${name}`;
  return [...found]
    .map(([name, declaration]) => ({ name, ...declaration }))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Adds what a module exports; `only` maps names within it to names outside, all of them where it is left out. */
function collect(file, modules, found, only) {
  const module = moduleAt(file, modules);
  const wanted = only ?? new Map(module.exported.map((name) => [name, name]));
  for (const [local, name] of wanted) {
    const declaration = module.declarations.get(local);
    if (declaration) found.set(name, { ...declaration, file });
  }
  for (const { source, names } of module.passed) {
    if (!source.startsWith('.')) continue;
    const target = path.resolve(path.dirname(file), source.replace(/\.js$/, '.d.ts'));
    if (names === undefined) collect(target, modules, found, only);
    else {
      const through = [...names].filter(([, outside]) => !only || only.has(outside));
      collect(target, modules, found, new Map(through.map(([inside, o]) => [inside, only?.get(o) ?? o])));
    }
  }
}

function moduleAt(file, modules) {
  if (!modules.has(file)) modules.set(file, readModule(readFileSync(file, 'utf8')));
  return modules.get(file);
}

function readModule(text) {
  const { program } = parse(text, { sourceType: 'module', plugins: [['typescript', { dts: true }]] });
  const module = { declarations: new Map(), exported: [], passed: [] };
  for (const statement of program.body) {
    if (statement.type === 'ExportAllDeclaration') {
      module.passed.push({ source: statement.source.value });
    } else if (statement.type === 'ExportNamedDeclaration' && statement.source) {
      const names = statement.specifiers.map(({ local, exported }) => [nameOf(local), nameOf(exported)]);
      module.passed.push({ source: statement.source.value, names: new Map(names) });
    } else {
      readDeclaration(statement, text, module);
    }
  }
  return module;
}

const kinds = {
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  VariableDeclaration: 'constant',
  TSInterfaceDeclaration: 'type',
  TSTypeAliasDeclaration: 'type',
  TSEnumDeclaration: 'type',
};

function readDeclaration(statement, text, module) {
  const isExport = statement.type === 'ExportNamedDeclaration';
  const declaration = isExport ? statement.declaration : statement;
  const kind = kinds[declaration?.type];
  if (kind === undefined) return;
  const comment = commentOf(statement);
  const code = text
    .slice(declaration.start, declaration.end)
    .replace(/^declare /, '')
    .replace(/^ *#private;\n/m, '');
  for (const { id } of kind === 'constant' ? declaration.declarations : [declaration]) {
    const before = module.declarations.get(id.name);
    const codes = [...(before?.codes ?? []), code];
    module.declarations.set(id.name, { kind, codes, comment: before?.comment ?? comment });
    if (isExport && !before) module.exported.push(id.name);
  }
}

/** The text of the doc comment that stands last before a statement. */
function commentOf({ leadingComments = [] }) {
  const last = leadingComments
    .filter(({ type, value }) => type === 'CommentBlock' && value[0] === '*')
    .at(-1);
  return last?.value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim();
}

const nameOf = (node) => (node.type === 'StringLiteral' ? node.value : node.name);
