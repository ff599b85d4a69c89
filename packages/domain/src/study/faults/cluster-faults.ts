import { icbs, subIcbs } from '../../places/geography.js';
import type { ModelArea, StudyPlaces } from '../model.js';
import {
  type ErrorMethod,
  errorMethod,
  errorMethodInWords,
  isModelArea,
  modelAreaNames,
} from '../model-errors.js';
import type { Fault, Judge } from './fault.js';

/**
 * Fewest clusters for CR1, whose t with G - 1 degrees of freedom rejects far too often below some ten clusters even
 * where they are alike (Cameron, Gelbach and Miller 2008, Review of Economics and Statistics 90, 414-427, table 2).
 */
const fewestForCr1 = 10;

/** Fewest for CR2: Satterthwaite's degrees of freedom stay below 4, too few for the approximation, with fewer. */
const fewestForCr2 = 5;

/** Areas of a kind that a study's places leave, as the built-in geography has them. */
export function areasWithin(area: ModelArea, where: StudyPlaces | undefined): number {
  const inRegion = (code: string) => where?.region === undefined || where.region.includes(code);
  const boards = icbs.filter(
    ({ code, regionCode }) => inRegion(regionCode) && (where?.icb === undefined || where.icb.includes(code)),
  );
  const codes = new Set(boards.map(({ code }) => code));
  const locations = subIcbs.filter(
    ({ code, icbCode }) =>
      codes.has(icbCode) && (where?.sub_icb === undefined || where.sub_icb.includes(code)),
  );
  if (area === 'sub_icb') return locations.length;
  const left = new Set(locations.map(({ icbCode }) => icbCode));
  if (area === 'icb') return left.size;
  return new Set(boards.filter(({ code }) => left.has(code)).map(({ regionCode }) => regionCode)).size;
}

/** Fewest clusters with which a method can say anything; with G of them a wild bootstrap has 2^G draws. */
function fewestFor({ kind }: ErrorMethod, level: number): number {
  if (kind === 'wild') return 1 + Math.ceil(-Math.log2(1 - level) - 1e-12);
  return kind === 'CR2' ? fewestForCr2 : fewestForCr1;
}

const order: readonly ModelArea[] = ['sub_icb', 'icb', 'region'];

function twoWays(method: ErrorMethod): Fault[] {
  if (method.kind !== 'two_way' || !isModelArea(method.second)) return [];
  const larger = order[Math.max(order.indexOf(method.area), order.indexOf(method.second))]!;
  return [
    {
      path: ['model', 'errors'],
      problem: `Of ${modelAreaNames[method.area]} and ${modelAreaNames[method.second]} one lies within the other: clustering by both is clustering by ${modelAreaNames[larger]}.`,
      expected: 'an area and a variable whose values are groups across areas',
      remedy: `Write "errors: { CR1: ${larger} }".`,
    },
  ];
}

/** Fewer clusters than a method bears; groups that no cluster, or no constant, tells apart. */
export const clusterFaults: Judge = ({ model, where, by = [], inference }) => {
  if (model === undefined) return [];
  const method = errorMethod(model.errors);
  const found: Fault[] = twoWays(method);
  const { fixed_effects } = model;
  if (fixed_effects !== 'none' && areasWithin(fixed_effects, where) < 2)
    found.push({
      path: ['model', 'fixed_effects'],
      problem: `Where the study looks there is one ${modelAreaNames[fixed_effects]} alone, which has nothing to be compared with.`,
      expected: `two or more ${modelAreaNames[fixed_effects]}s`,
      remedy: 'Write "fixed_effects: none", or widen "where".',
    });
  if (model.form === 'two_part' && by.length > 0)
    found.push({
      path: ['by'],
      problem: 'By place there is one slope of need each, and the model of two parts has two.',
      expected: 'form: level, log1p, poisson or logit with "by"',
      remedy: 'Write another form below "model", or take "by" out.',
    });
  if (method.kind === 'HC') return found;
  const there = areasWithin(method.area, where);
  const fewest = fewestFor(method, inference?.level ?? 0.95);
  if (there < fewest) {
    const wild = fewestFor({ kind: 'wild', area: method.area }, inference?.level ?? 0.95);
    const finer = order.slice(0, order.indexOf(method.area)).reverse();
    const instead = [
      ...(method.kind === 'CR1' && there >= fewestForCr2 ? [`{ CR2: ${method.area} }`] : []),
      ...(method.kind !== 'wild' && there >= wild ? [`{ wild: ${method.area} }`] : []),
      ...finer.filter((area) => areasWithin(area, where) >= fewestForCr1).map((area) => `{ CR1: ${area} }`),
      'HC3',
    ];
    found.push({
      path: ['model', 'errors'],
      problem: `${errorMethodInWords(method)} has ${there} ${there === 1 ? 'cluster' : 'clusters'} here, fewer than it bears.`,
      expected: `${fewest} clusters or more${method.kind === 'wild' ? `: with ${there} no p-value can be below ${2 ** (1 - there)}` : ''}`,
      remedy: `Write "errors: ${instead[0]}"${instead[1] === undefined ? '' : ` or "errors: ${instead[1]}"`}.`,
    });
  }
  if (method.kind === 'wild' && inference?.replicates === 0)
    found.push({
      path: ['model', 'errors'],
      problem: 'The wild bootstrap needs replicates, and the study has none.',
      expected: 'inference.replicates above 0',
      remedy: 'Write "replicates: 9999" below "inference", or other errors.',
    });
  const nested = by.findIndex(
    (group) => (group === 'region' || group === 'icb') && order.indexOf(group) <= order.indexOf(method.area),
  );
  if (nested >= 0)
    found.push({
      path: ['by'],
      problem: `By ${by[nested] as string} the model is estimated within areas that its errors take as single clusters: none of them would have an error.`,
      expected: 'clusters that are smaller than the groups, or HC0 to HC4',
      remedy: `Write "errors: HC3"${by[nested] === 'region' ? ' or "errors: icb"' : ' or "errors: sub_icb"'} below "model".`,
    });
  return found;
};
