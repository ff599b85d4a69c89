import { InputError } from '@inverse-care/domain';
import type { StudyChoices } from '@inverse-care/sources';
import {
  defaultNeeds,
  defaultRole,
  defaultSnapshots,
  type NewStudy,
  nameOf,
  needsToOffer,
  titleOf,
} from './choices.js';

/** What asks a question and gives the answer, and what says something. */
export interface Conversation {
  ask(question: string): Promise<string>;
  say(text: string): void;
}

interface Question<T> {
  /** What to choose from, above the question. */
  above?: readonly string[];
  question: string;
  /** As it is shown in brackets, and taken where nothing is answered. */
  standing: string;
  /** What an answer comes to. Throws InputError where it cannot be. */
  read(answer: string): T;
}

async function put<T>({ ask, say }: Conversation, { above = [], question, standing, read }: Question<T>) {
  for (const line of above) say(line);
  for (;;) {
    const answer = (await ask(`${question} [${standing}] `)).trim();
    try {
      return read(answer === '' ? standing : answer);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      say(error.explain());
    }
  }
}

const numbered = (items: readonly string[]) => items.map((item, i) => `  ${i + 1}  ${item}`);

/** Of a list what numbers or words with commas between name: "1, 3" or "ltc_share". */
export function picked(answer: string, items: readonly string[]): string[] {
  return answer.split(',').map((part) => {
    const word = part.trim();
    if (!/^\d+$/.test(word)) return word;
    const item = items[Number(word) - 1];
    if (item !== undefined) return item;
    throw new InputError(`There is no number ${word}.`, {
      expected: `numbers from 1 to ${items.length}, or names, with commas between`,
    });
  });
}

const oneOf =
  <T extends string>(...words: readonly T[]) =>
  (answer: string): T => {
    const found = words.find((word) => word === answer.toLowerCase());
    if (found !== undefined) return found;
    throw new InputError(`"${answer}" is none of the answers.`, { expected: words.join(', ') });
  };

/**
 * Asks what a study has to say, what is given already apart.
 * @param given by options: not asked for.
 * @param there what the folder has; null where none is known.
 * @param judge throws InputError where what is chosen so far cannot be.
 * @param out path of the file that is to be written.
 */
export async function askForStudy(
  talk: Conversation,
  given: Partial<NewStudy>,
  there: StudyChoices | null,
  { judge, out }: { judge: (chosen: Partial<NewStudy>) => void; out: string },
): Promise<Partial<NewStudy>> {
  const chosen: Partial<NewStudy> = { ...given };
  const take = async <K extends keyof NewStudy>(key: K, question: Question<NewStudy[K]>) => {
    if (chosen[key] !== undefined) return;
    chosen[key] = await put(talk, {
      ...question,
      read(answer) {
        const value = question.read(answer);
        judge({ ...chosen, [key]: value });
        return value;
      },
    });
  };
  const roles = there?.roles.map(({ name }) => name) ?? [];
  await take('role', {
    above: roles.length === 0 ? [] : ['Whose staff? Roles of the last census:', ...numbered(roles)],
    question: 'Role, or several with commas between:',
    standing: roles.length === 0 || roles.includes(defaultRole) ? defaultRole : (roles[0] as string),
    read: (answer) => {
      const names = picked(answer, roles);
      return names.length === 1 ? (names[0] as string) : names;
    },
  });
  const needs = needsToOffer(there);
  const had = there?.needs.length ? there.needs : null;
  await take('needs', {
    above: [
      'Which measures of need, the most important first?',
      ...numbered(
        needs.map((id) => (had === null || had.includes(id) ? id : `${id} (not in the data folder)`)),
      ),
    ],
    question: 'Needs, with commas between:',
    standing: (had ?? defaultNeeds).join(', '),
    read: (answer) => picked(answer, needs),
  });
  await take('snapshots', {
    above: there === null ? [] : [`Census dates in the data folder: ${there.snapshots.join(', ')}`],
    question: 'Snapshots: all, months, FROM..TO, or dates with commas between:',
    standing: defaultSnapshots(there),
    read: (answer) => answer,
  });
  await take('population', {
    question: 'Which PCNs: open_on_date, or a day to which they have to survive, such as 2023-11-16:',
    standing: 'open_on_date',
    read: (answer) => answer,
  });
  await take('absent', {
    question: 'A PCN without any row counts as: zero, or missing:',
    standing: 'zero',
    read: oneOf('zero', 'missing'),
  });
  await take('title', {
    question: 'Title of the report:',
    standing: titleOf(chosen.role as NewStudy['role']),
    read: (answer) => answer,
  });
  await take('study', {
    question: 'Short name of the study:',
    standing: nameOf(chosen.role as NewStudy['role'], out),
    read: (answer) => answer,
  });
  return chosen;
}
