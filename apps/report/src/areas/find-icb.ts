import {
  type Icb as Board,
  closest,
  distinct,
  InputError,
  icbOf,
  icbOn,
  icbs,
  longDate,
  mergedIcbs,
  mergedOn,
  type Snapshot,
  subIcbOf,
  subIcbs,
} from '@inverse-care/domain';
import { shortIcbName } from '../language/equity-words.js';

const told = (codes: readonly string[]) => codes.map((code) => `${code} ${shortIcbName(code)}`).join(', ');

/** ICBs of which a list has the names too. */
const fewIcbs = 12;

const listOf = (codes: readonly string[]) =>
  `one of ${codes.length} ICBs: ${codes.length <= fewIcbs ? told(codes) : codes.join(', ')}`;

/** The boards of a snapshot’s time to which the area of a board of another time belongs. */
function boardsAt(board: Board, snapshot: Snapshot): string[] {
  const parts = subIcbs.filter(
    (area) => area.icbCode === board.code || icbOn(area, mergedOn)?.code === board.code,
  );
  return distinct(parts.flatMap((area) => icbOn(area, snapshot)?.code ?? []));
}

function ofAnotherTime(board: Board, snapshot: Snapshot, known: readonly string[]): InputError {
  const now = boardsAt(board, snapshot).filter((code) => known.includes(code));
  const isNew = mergedIcbs.some(({ code }) => code === board.code);
  const what = isNew
    ? `${board.name} (${board.code}) was established on ${longDate(mergedOn)}, after the snapshot of ${longDate(snapshot)}.`
    : `${board.name} (${board.code}) was merged on ${longDate(mergedOn)}, before the snapshot of ${longDate(snapshot)}.`;
  return new InputError(what, {
    expected: `an ICB of that date${now.length === 0 ? '' : `; its area is that of ${told(now)}`}`,
    remedy:
      now.length === 0
        ? 'Use --all, or an ICB of this run.'
        : `Use ${now.map((code) => `--icb ${code}`).join(' or ')}${isNew ? '' : ', or --snapshot with an earlier date'}.`,
  });
}

/** "devon" of "NHS Devon", "Devon ICB" or "NHS Devon Integrated Care Board". */
const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/^nhs\s+|\s+(?:icb|integrated care board)$/g, '');

/** The board of a name, with or without what every board is called. */
const byName = (word: string): Board | undefined =>
  [...icbs, ...mergedIcbs].find(({ code, name }) =>
    [name, shortIcbName(code)].some((one) => plain(one) === plain(word)),
  );

/** Letters from which on a word is looked for within names. */
const fewLetters = 3;

/** The boards that a word may mean: whose names hold it, or else the one that is spelt like it. */
function likely(word: string, known: readonly string[]): string[] {
  const part = plain(word);
  const holding =
    part.length < fewLetters ? [] : known.filter((code) => plain(shortIcbName(code)).includes(part));
  if (holding.length > 0) return holding;
  const names = new Map(known.map((one) => [plain(shortIcbName(one)), one]));
  const near = closest(word.toUpperCase(), known) ?? names.get(closest(part, [...names.keys()]) ?? '');
  return near === undefined ? [] : [near];
}

/**
 * The code of the ICB that a word means, among those of a snapshot.
 * @param word its ODS or ONS code, or its name.
 * @param known codes of the ICBs that have a PCN at the snapshot.
 * @throws InputError where it is none of them: an ICB of another time, with what became of it; another kind of place; or
 *   an unknown word, with the nearest.
 */
export function findIcb(word: string, snapshot: Snapshot, known: readonly string[]): string {
  const board = icbOf(word.toUpperCase()) ?? byName(word);
  const code = board?.code ?? word.toUpperCase();
  if (known.includes(code)) return code;
  if (board !== undefined) {
    const now = boardsAt(board, snapshot);
    if (!now.includes(board.code)) throw ofAnotherTime(board, snapshot, known);
    throw new InputError(`${board.name} (${board.code}) has no PCN in this run at ${longDate(snapshot)}.`, {
      expected: listOf(known),
      remedy: 'Give one of these to --icb, or run a study that has its PCNs.',
    });
  }
  const area = subIcbOf(word.toUpperCase());
  const whole = area === undefined ? undefined : icbOn(area, snapshot)?.code;
  if (area !== undefined && whole !== undefined)
    throw new InputError(`${word} is a sub-ICB location (${area.name}), not an ICB.`, {
      expected: 'an ICB',
      remedy: `Use --icb ${whole}: it is part of ${shortIcbName(whole)}.`,
    });
  const near = likely(word, known);
  throw new InputError(`No ICB is called “${word}”.`, {
    expected: listOf(known),
    remedy:
      near.length === 0
        ? 'Give one of these to --icb, or its name, such as Devon.'
        : `Did you mean ${near.map((code) => `--icb ${code} (${shortIcbName(code)})`).join(' or ')}?`,
  });
}
