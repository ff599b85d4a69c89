import type { VariableId } from '../variables/official.js';
import { type ModelArea, type ModelErrors, modelAreas } from './model.js';

/** Standard errors of a declared model, spelt out. */
export type ErrorMethod =
  | { kind: 'HC'; type: 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'HC4' }
  | { kind: 'CR1' | 'CR2' | 'wild'; area: ModelArea }
  | { kind: 'two_way'; area: ModelArea; second: ModelArea | VariableId };

/** What the words of a study stand for: an area alone is CR1 by it, CR2 alone is by ICB. */
export function errorMethod(errors: ModelErrors): ErrorMethod {
  if (typeof errors === 'object') {
    if ('CR1' in errors) return { kind: 'CR1', area: errors.CR1 };
    if ('CR2' in errors) return { kind: 'CR2', area: errors.CR2 };
    if ('wild' in errors) return { kind: 'wild', area: errors.wild };
    return { kind: 'two_way', area: errors.two_way[0], second: errors.two_way[1] };
  }
  if (errors === 'CR2') return { kind: 'CR2', area: 'icb' };
  if (errors === 'sub_icb' || errors === 'icb' || errors === 'region') return { kind: 'CR1', area: errors };
  return { kind: 'HC', type: errors };
}

/** Whether a name is that of an area. */
export const isModelArea = (name: string): name is ModelArea => modelAreas.some((area) => area === name);

/** Areas as sentences and cells of tables call them. */
export const modelAreaNames: Readonly<Record<ModelArea, string>> = {
  sub_icb: 'sub-ICB location',
  icb: 'ICB',
  region: 'region',
};

/** "CR1 by ICB", "HC3", "two-way CR1 by ICB and rural". */
export function errorMethodInWords(method: ErrorMethod): string {
  if (method.kind === 'HC') return method.type;
  const area = modelAreaNames[method.area];
  if (method.kind !== 'two_way')
    return `${method.kind === 'wild' ? 'wild bootstrap' : method.kind} by ${area}`;
  const second = isModelArea(method.second) ? modelAreaNames[method.second] : method.second;
  return `two-way CR1 by ${area} and ${second}`;
}
