import { InputError } from '@inverse-care/domain';
import type { Part } from './read-part.js';

const together = 'all parts made by one version, from one study, the same data and options';

/** Things that are the same in all parts of a run, with what to say where they are not. */
const alike: readonly { what: string; of: (part: Part) => unknown; remedy: string }[] = [
  {
    what: 'version of inverse-care',
    of: ({ software }) => [software.version, software.code_sha256],
    remedy: 'Make the parts again with one version.',
  },
  {
    what: 'number of parts',
    of: ({ plan }) => plan.of,
    remedy: 'Give the parts of one plan.',
  },
  {
    what: 'kind of run',
    of: ({ order }) => order.kind,
    remedy: 'Give the parts of one run.',
  },
  { what: 'study', of: ({ order }) => order.study, remedy: 'Make the parts again from one study file.' },
  {
    what: 'seed or number of replicates',
    of: ({ order }) => [order.command, order.seed, order.replicates],
    remedy: 'Make the parts again with the same --seed and --replicates.',
  },
  {
    what: 'path of study or data',
    of: ({ order }) => order.paths,
    remedy: 'Results name the command that repeats each: give --study and --data alike in every part.',
  },
  {
    what: 'engine (version of Node, processor)',
    of: ({ engine }) => [engine.v8, engine.arch],
    remedy: 'Make the parts with one version of Node on one kind of processor: last digits may differ.',
  },
  {
    what: 'data',
    of: ({ facts }) => facts.content_sha256,
    remedy: 'Make the parts again from the same files.',
  },
  {
    what: 'list of tasks',
    of: ({ shared, left }) => [shared, left],
    remedy: 'Make the parts again.',
  },
];

const text = (value: unknown) => JSON.stringify(value);
/** What is short enough to be read. */
const shown = (one: unknown, other: unknown) =>
  [one, other].every((value) => text(value).length <= 60) ? ` (${text(one)}, not ${text(other)})` : '';

/**
 * Whether parts make a whole: each there once, all of one version, study, data and plan.
 * @returns the parts in their order.
 * @throws InputError that names the part.
 */
export function requireWhole(parts: readonly Part[]): Part[] {
  const [first] = parts;
  if (first === undefined) throw new RangeError('No parts');
  for (const part of parts) {
    for (const { what, of, remedy } of alike) {
      if (text(of(part)) === text(of(first))) continue;
      throw new InputError(
        `Parts do not belong together: the ${what} is not that of ${first.folder}${shown(of(part), of(first))}.`,
        { place: { file: part.folder }, expected: together, remedy },
      );
    }
  }
  const { of } = first.plan;
  const byNumber = new Map<number, Part>();
  for (const part of parts) {
    const other = byNumber.get(part.plan.part);
    if (other !== undefined || part.plan.part > of) {
      const problem =
        other === undefined
          ? `The part says that it is number ${part.plan.part} of ${of}.`
          : `Part ${part.plan.part} of ${of} is there twice: also in ${other.folder}.`;
      throw new InputError(problem, {
        place: { file: part.folder },
        expected: `each of the parts 1 to ${of} once`,
        remedy: 'Leave one of them out.',
      });
    }
    byNumber.set(part.plan.part, part);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0) {
    throw new InputError(
      `${missing.length === 1 ? 'A part is' : `${missing.length} parts are`} missing: ${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ' …' : ''} of ${of}.`,
      {
        expected: `each of the parts 1 to ${of} once`,
        remedy: `Make what is missing: inverse-care shard --plan ${missing[0]}/${of} … --out part-${missing[0]}. Finished parts stay as they are.`,
      },
    );
  }
  return [...byNumber.entries()].sort(([a], [b]) => a - b).map(([, part]) => part);
}
