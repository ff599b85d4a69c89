import { type AbsentVariable, table2Covariates, type VariableId, variableIds } from '@inverse-care/domain';
import { sourceOf } from '../catalogue/catalogue.js';
import { localVariable } from '../recognise/local-columns.js';
import type { Table } from '../recognise/recognise-table.js';
import { absentVariables } from '../variables/absent-variables.js';
import { ageKinds } from '../variables/ages.js';

/** Variables of the panel that tables and the sidecars of local ones (`described`) allow, and why the others cannot be had. */
export function allowedVariables(
  tables: readonly Table[],
  described: readonly VariableId[],
): {
  variables: VariableId[];
  absent: AbsentVariable[];
  /** Those that a local table alone supplies. */
  local: VariableId[];
} {
  const kinds = new Set(tables.map(({ kind }) => kind.id));
  const local = tables
    .filter(({ kind }) => kind.id === 'local')
    .flatMap(({ header }) => header.map((name) => localVariable(name)?.variable));
  const has = {
    survey: kinds.has('practice-survey'),
    age: ageKinds.some((id) => kinds.has(id)),
    deprivation: kinds.has('patients-lsoa') && kinds.has('deprivation'),
    'deprivation-2025': kinds.has('patients-lsoa') && kinds.has('deprivation-2025'),
    rurality: kinds.has('patients-lsoa') && kinds.has('rurality'),
    'rurality-2021': kinds.has('patients-lsoa') && kinds.has('rurality-2021'),
    predicted: false,
  };
  const variables = new Set<VariableId>(variableIds.filter((id) => has[sourceOf(id)] || local.includes(id)));
  if (table2Covariates.every((id) => variables.has(id))) variables.add('need_predicted');
  const lacking = table2Covariates.filter((variable) => !variables.has(variable));
  return {
    variables: [...variableIds.filter((variable) => variables.has(variable)), ...described],
    local: [
      ...variableIds.filter((id) => local.includes(id) && id !== 'need_predicted' && !has[sourceOf(id)]),
      ...described,
    ],
    absent: absentVariables(variables, new Set(), lacking),
  };
}
