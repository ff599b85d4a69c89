import {
  closest,
  type DeclaredStudy,
  faultAsError,
  InputError,
  modelFaults,
  modelOf,
  readYaml,
  type StudyModel,
} from '@inverse-care/domain';
import { z } from 'zod';
import { modelSchema } from './model-schema.js';
import { bySchema, whereSchema } from './places-schema.js';
import { timeSchema } from './time-schema.js';

const keysOfModel = Object.keys(modelSchema.shape) as (keyof StudyModel)[];

/** Blocks of a study that --set replaces as a whole, and keys of its model. */
const wholes = { where: whereSchema, by: bySchema, time: timeSchema } as const;
type Whole = keyof typeof wholes;
const settable = [...keysOfModel.map((key) => `model.${key}`), ...Object.keys(wholes)];

const isWhole = (key: string): key is Whole => Object.hasOwn(wholes, key);

/** A word as its key and value; null where it is a choice of the multiverse. */
function settingIn(word: string): { key: string; value: string } | null {
  const [key = '', ...rest] = word.split('=');
  if (!key.startsWith('model.') && !isWhole(key)) return null;
  return { key, value: rest.join('=') };
}

/** The value of a key as the study file would have it. @throws InputError where it cannot be used. */
function settingValue<T>(word: string, key: string, text: string, schema: z.ZodType<T>): T {
  const expected = '--set KEY=VALUE, the value as in a study file';
  return readYaml<Record<string, T>>(`${key}: ${text}`, {
    file: `--set ${word}`,
    noun: 'setting',
    schema: z.strictObject({ [key]: schema }) as unknown as z.ZodType<Record<string, T>>,
    empty: 'The setting holds nothing.',
    expected,
    remedy: 'Correct the option --set.',
  }).value[key] as T;
}

/**
 * The study with what words of `--set` make of its model, places and times, such as "model.form=poisson",
 * "where=region == Y63" or "by=[region, icb]", and the words that are choices of the multiverse.
 *
 * @throws InputError for a key that does not exist, a value that cannot be used, or a mistake of the model that comes of it.
 */
export function withSettings(
  study: DeclaredStudy,
  words: readonly string[],
): { study: DeclaredStudy; choices: string[] } {
  const choices: string[] = [];
  let found = study;
  for (const word of words) {
    const setting = settingIn(word);
    if (setting === null) {
      choices.push(word);
      continue;
    }
    const { key, value } = setting;
    if (isWhole(key)) {
      found = { ...found, [key]: settingValue<unknown>(word, key, value, wholes[key]) };
      continue;
    }
    const name = keysOfModel.find((one) => `model.${one}` === key);
    if (name === undefined) {
      const meant = closest(key, settable);
      throw new InputError(`"${word}" sets nothing.`, {
        expected: `key=value, the key being one of ${settable.join(', ')}`,
        remedy:
          meant === undefined ? 'Correct the option --set.' : `Write "${meant}" if that is what was meant.`,
      });
    }
    const schema: z.ZodType<unknown> = modelSchema.shape[name];
    found = { ...found, model: { ...modelOf(found), [name]: settingValue(word, name, value, schema) } };
  }
  if (found === study) return { study, choices };
  const [fault] = modelFaults(found);
  if (fault !== undefined) throw faultAsError(fault);
  return { study: found, choices };
}
