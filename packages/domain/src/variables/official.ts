import { share65Plus } from './official/age.js';
import {
  core20Share,
  core20Share2025,
  incomeDeciles,
  incomeDeprivation,
  incomeDeprivation2025,
} from './official/deprivation.js';
import { ethnicGroups } from './official/ethnicity.js';
import { ltcShare } from './official/morbidity.js';
import { rural, rural2021 } from './official/rurality.js';
import { needPredicted, needPublished, table2Variables } from './official/support.js';
import type { OfficialNeed, OfficialVariable } from './variable.js';

const inOrder = [
  needPublished,
  needPredicted,
  ltcShare,
  incomeDeprivation,
  core20Share,
  incomeDeprivation2025,
  core20Share2025,
  share65Plus,
  ...ethnicGroups,
  rural,
  rural2021,
  ...incomeDeciles,
] as const;

type Defined = (typeof inOrder)[number];

/** A variable that the official files give. */
export type OfficialVariableId = Defined['id'];

/** A need that the official files give. */
export type OfficialNeedId = Extract<Defined, { need: true }>['id'];

/** An official variable, or the name of one that a local table brings: see LocalVariable. */
export type VariableId = OfficialVariableId | (string & {});

/** A variable that stands for need. */
export type NeedId = OfficialNeedId | (string & {});

/** Something of each variable that has it. */
export type ByVariable<T> = { [id in VariableId]?: T };

/** Every official variable, in the order of the panel's columns. */
export const variables: readonly OfficialVariable<OfficialVariableId>[] = inOrder;

const isNeed = (variable: OfficialVariable<OfficialVariableId>): variable is OfficialNeed<OfficialNeedId> =>
  variable.need;

const byId = new Map<string, OfficialVariable<OfficialVariableId>>(
  variables.map((variable) => [variable.id, variable]),
);
const needsById = new Map<string, OfficialNeed>(variables.filter(isNeed).map((need) => [need.id, need]));

/** The official variable of that name; `variableOf` also finds local ones. */
export function officialVariable(id: OfficialVariableId): OfficialVariable<OfficialVariableId> {
  return byId.get(id)!;
}

/** The official need of that name; undefined where none bears it. `needWords` also finds local ones. */
export const officialNeed = (id: VariableId): OfficialNeed | undefined => needsById.get(id);

export const isOfficial = (id: VariableId): id is OfficialVariableId => byId.has(id);

/** Whether a variable is of answers to a survey. */
export const isAsked = (id: VariableId): boolean => byId.get(id)?.measured === 'asked';

export const variableIds: readonly OfficialVariableId[] = variables.map(({ id }) => id);
export const needIds: readonly OfficialNeedId[] = variables.filter(isNeed).map(({ id }) => id);

/** Right-hand side of Table 2, in the paper's order; White and income decile 1 are the bases. */
export const table2Covariates: readonly OfficialVariableId[] = table2Variables.map(({ id }) => id);
