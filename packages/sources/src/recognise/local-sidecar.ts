import { readFile } from 'node:fs/promises';
import {
  InputError,
  isOfficial,
  isReserved,
  type LocalVariable,
  levelWords,
  order,
  plainName,
  readYaml,
  type Unit,
  unitRule,
  variableIds,
  variableName,
} from '@inverse-care/domain';
import type { FolderFile } from '../tables/folder.js';
import { decodeText } from '../tables/text.js';

/** A variable of a sidecar, and the columns of the table that hold it. */
export interface SidecarVariable extends LocalVariable {
  readonly columns: { value: string } | { numerator: string; denominator: string };
  readonly bounds: readonly [low: number, high: number];
  /** Line of its description. */
  readonly line: number;
}

/** What the file NAME.yaml says of the table NAME.csv beside it. */
export interface Sidecar {
  readonly file: FolderFile;
  readonly table: FolderFile;
  /** What its table is called, where it is one of several in the file: packed in an archive. */
  readonly member?: string;
  readonly level: LocalVariable['level'];
  /** The column that holds the codes, where it is not the level's own. */
  readonly codeColumn?: string;
  readonly variables: readonly SidecarVariable[];
  /** The values, where whoever described the table has read it: of a download that describes itself. */
  readonly given?: {
    readonly notes: readonly string[];
    readonly byVariable: ReadonlyMap<
      string,
      { readonly values: ReadonlyMap<string, number>; readonly codes: ReadonlySet<string> }
    >;
  };
}

function requireName(id: string, file: string, row: number): void {
  const place = { file, row };
  if (!variableName.test(id)) {
    throw new InputError(`The sidecar's "${id}" cannot be the name of a variable.`, {
      place,
      expected: 'lower-case letters, digits and underscores, a letter first',
      remedy: 'Rename it; the label is for people and may be anything.',
    });
  }
  if (isReserved(id)) {
    throw new InputError(`"${id}" is the name of a column of the results.`, {
      place,
      expected: 'a name of its own',
      remedy: `Rename it, as in "local_${id}".`,
    });
  }
  if (isOfficial(id)) {
    throw new InputError(`"${id}" is the name of an official variable.`, {
      place,
      expected: `another name than ${variableIds.join(', ')}`,
      remedy: `Rename it. To supply ${id} itself, give the table a column of that name and take the sidecar away.`,
    });
  }
}

/**
 * Reads the sidecar of a local table: names of variables, each with what it is.
 * @throws InputError that names the line, with what was expected.
 */
export async function readSidecar(file: FolderFile, table: FolderFile): Promise<Sidecar> {
  const { sidecarSchema } = await import('./sidecar-schema.js');
  const { value, lineOf } = readYaml(decodeText(await readFile(file.absolute)).text, {
    file: file.path,
    noun: 'sidecar',
    schema: sidecarSchema,
    empty: 'The sidecar describes no variable.',
    expected: 'the name of each variable, with its label, unit, source and year beneath it',
    remedy: 'docs/data.md has an example.',
  });
  const variables = Object.entries(value).map(([id, said]): SidecarVariable => {
    const line = lineOf([id]);
    requireName(id, file.path, line);
    const {
      column,
      numerator,
      denominator,
      direction,
      bounds,
      step,
      construct,
      caution,
      code_column: _,
      ...rest
    } = said;
    const unit: Unit = said.unit;
    return {
      ...rest,
      id,
      label: plainName(said.label),
      source: plainName(said.source),
      description: plainName(said.description ?? said.label),
      need: direction !== undefined,
      licence: said.licence ?? 'as its owner says',
      file: table.path,
      ...(step === undefined ? {} : { step }),
      ...(construct === undefined ? {} : { construct }),
      ...(caution === undefined ? {} : { caution }),
      columns:
        numerator === undefined || denominator === undefined
          ? { value: column ?? id }
          : { numerator, denominator },
      bounds: bounds ?? unitRule(unit).bounds,
      line,
    };
  });
  const [first] = variables;
  const other = variables.find(({ level }) => level !== first?.level);
  if (first === undefined || other !== undefined) {
    throw new InputError(
      first === undefined
        ? 'The sidecar describes no variable.'
        : `The sidecar has variables of ${levelWords(first.level).many} and of ${levelWords(other?.level ?? first.level).many}: ${first.id} and ${other?.id}.`,
      {
        place: { file: file.path, ...(other === undefined ? {} : { row: other.line }) },
        expected: first === undefined ? 'at least one' : 'one level for all of a table',
        remedy:
          first === undefined
            ? 'Add one, or take the file away.'
            : 'Make two tables of it, each with a sidecar.',
      },
    );
  }
  const codeColumns = [...new Set(Object.values(value).map((said) => said.code_column))];
  if (codeColumns.length > 1) {
    throw new InputError('The sidecar names more than one column of codes.', {
      place: { file: file.path },
      expected: 'the same "code_column" for all variables of a table, or none',
      remedy: 'Write the same for each; where the codes are of different bodies, make two tables of it.',
    });
  }
  const [codeColumn] = codeColumns;
  return { file, table, level: first.level, ...(codeColumn === undefined ? {} : { codeColumn }), variables };
}

/** Its part that belongs to the panel. */
function asLocalVariable({ columns: _, bounds: __, line: ___, ...variable }: SidecarVariable): LocalVariable {
  return variable;
}

/** The variables that some sidecars describe, by name. */
export const localVariables = (sidecars: readonly Sidecar[]): LocalVariable[] =>
  sidecars.flatMap(({ variables }) => variables.map(asLocalVariable)).sort((a, b) => order(a.id, b.id));
