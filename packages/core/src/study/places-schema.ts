import { closest, placeGroups, type StudyBy, type StudyPlaces } from '@inverse-care/domain';
import { z } from 'zod';
import { variableIdSchema } from './variable-schema.js';

const codes = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((given) => [given].flat());

const patients = z
  .strictObject({
    least: z.number().min(0).optional().describe('Registered patients at least'),
    most: z.number().min(0).optional().describe('Registered patients at most'),
  })
  .refine(({ least, most }) => least !== undefined || most !== undefined, {
    error: 'expected least, most or both',
  })
  .refine(({ least = 0, most = Number.POSITIVE_INFINITY }) => least <= most, {
    error: 'expected a number in least that is not above the one in most',
  });

const placesSchema = z
  .strictObject({
    region: codes.optional().describe('Codes of NHS England regions, such as Y63'),
    icb: codes.optional().describe('Codes of integrated care boards, such as QWE'),
    sub_icb: codes.optional().describe('Codes of sub-ICB locations, such as 36L'),
    pcn: codes.optional().describe('Codes of PCNs, such as U12345'),
    patients: patients.optional().describe('Size of the PCN on the snapshot'),
  })
  .refine((given) => Object.keys(given).length > 0, {
    error: 'expected one of region, icb, sub_icb, pcn and patients',
  });

const areas = ['region', 'icb', 'sub_icb', 'pcn'] as const;
const example =
  'region == Y63, icb in [QWE, QRL], patients >= 30000, or several of these with "and" between them';

/** A condition as an object; text where it is none. */
function conditionOf(text: string): { key: string; value: unknown } | string {
  const [, key = '', sign = '', value = ''] = /^\s*([a-z_]+)\s*(==|>=|<=|in\b)\s*(.+?)\s*$/.exec(text) ?? [];
  const known = [...areas, 'patients'];
  if (key === '') return `expected a condition such as ${example}, not "${text.trim()}"`;
  if (!known.includes(key)) {
    const near = closest(key, known);
    return `expected one of ${known.join(', ')} before ${sign}, not "${key}"${near === undefined ? '' : `; "${near}" may be what was meant`}`;
  }
  if (key === 'patients') {
    if ((sign !== '>=' && sign !== '<=') || !/^\d[\d_,]*$/.test(value))
      return `expected patients >= 30000 or patients <= 50000, not "${text.trim()}"`;
    const bound = Number(value.replaceAll(/[_,]/g, ''));
    return { key, value: sign === '>=' ? { least: bound } : { most: bound } };
  }
  if (sign === '==' && /^\w+$/.test(value)) return { key, value: [value] };
  const list = /^\[\s*(\w+(?:\s*,\s*\w+)*)\s*\]$/.exec(value)?.[1];
  if (sign !== 'in' || list === undefined)
    return `expected ${key} == CODE or ${key} in [CODE, CODE], not "${text.trim()}"`;
  return { key, value: list.split(',').map((code) => code.trim()) };
}

/** "region == Y63 and patients >= 30000" as the keys that it stands for. */
const condition = z.string().transform((text, context): StudyPlaces => {
  const found: Record<string, unknown> = {};
  for (const part of text.split(/\band\b/)) {
    const one = conditionOf(part);
    const message =
      typeof one === 'string'
        ? one
        : one.key in found && one.key !== 'patients'
          ? `expected ${one.key} once`
          : undefined;
    if (typeof one === 'string' || message !== undefined) {
      context.addIssue({ code: 'custom', message: message! });
      return z.NEVER;
    }
    found[one.key] =
      one.key === 'patients' ? { ...(found.patients as object), ...(one.value as object) } : one.value;
  }
  const parsed = placesSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: parsed.error.issues[0]!.message });
  return z.NEVER;
});

/** A study's `where:`: which of its rows are looked at. */
export const whereSchema: z.ZodType<StudyPlaces, unknown> = z.union([condition, placesSchema]);

const group = z.union([z.enum(placeGroups), z.strictObject({ fifth_of: variableIdSchema })], {
  error: `expected ${placeGroups.join(', ')} or { fifth_of: income_deprivation }`,
});

/** A study's `by:`: groups of PCNs in each of which the model is estimated besides. */
export const bySchema: z.ZodType<StudyBy[], unknown> = z
  .union([group, z.array(group).min(1)], {
    error: `expected ${placeGroups.join(', ')}, { fifth_of: income_deprivation }, or a list of these`,
  })
  .transform((given): StudyBy[] => [given].flat() as StudyBy[]);
