/** Where a number of a text comes from; texts carry it with them until they are shown. */
export interface Source {
  /**
   * `file.csv#key=value;key=value;column` for a cell of a table in results/, `*` standing for how many rows the keys
   * choose; `manifest.json#/study/seed` for what a run was given.
   */
  of: string;
  /** The cell by which it is divided; empty for none. */
  per: string;
  /** How the number is printed: the name of one of `printedAs`. */
  as: string;
  /** The number itself, as the CSV has it. */
  value: string;
}

// Private-use characters: no text of ours has them, and what is shown loses them.
const [open, middle, close, between] = ['\ue000', '\ue001', '\ue002', '\ue003'];
const mark = /\ue000([^\ue000-\ue002]*)\ue001([^\ue000-\ue002]*)\ue002/g;

/** A text that says where it comes from. */
export const withSource = (text: string, { of, per, as, value }: Source): string =>
  `${open}${[of, per, as, value].join(between)}${middle}${text}${close}`;

/** What a text may be instead of a number: words of the program, of the run's manifest, or names of places. */
const wordsOf = ['fixed', 'record', 'place'] as const;
type WordsOf = (typeof wordsOf)[number];

const asWords = (text: string, of: WordsOf) => `${open}${of}${middle}${plain(text)}${close}`;

/**
 * A phrase whose digits belong to the method and not to a run: "a unit of 0 to 1". It takes no value, so that no number
 * of a run can pass for one.
 */
export const fixed = (phrase: TemplateStringsArray, ..._none: never[]): string =>
  asWords(phrase.join(''), 'fixed');

/** A text that the manifest of the run has: a warning, a reason, an attribution. */
export const recorded = (text: string): string => (/\d/.test(text) ? asWords(text, 'record') : text);

/** The name of a PCN, which may have digits. */
export const placeNamed = (name: string): string => (/\d/.test(name) ? asWords(name, 'place') : name);

/** A piece of a text: a number with its source, words of a kind, or neither. */
export interface Piece {
  text: string;
  source: Source | WordsOf | null;
}

/** The pieces of a text in their order; none is empty. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const plainPiece = (to: number) => {
    if (to > from) pieces.push({ text: plain(text.slice(from, to)), source: null });
  };
  for (const match of text.matchAll(mark)) {
    const [whole, about = '', words = ''] = match;
    plainPiece(match.index);
    const [of = '', per = '', as = '', value = ''] = about.split(between);
    pieces.push({ text: words, source: wordsOf.find((one) => one === about) ?? { of, per, as, value } });
    from = match.index + whole.length;
  }
  plainPiece(text.length);
  return pieces;
}

/** A text as it reads, without where its numbers come from. */
export const plain = (text: string): string => text.replace(/\ue000[^\ue001]*\ue001|[\ue000-\ue003]/g, '');

/** As `plain`, of every text in plain data: what a drawing takes. */
export function bare<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map(bare) as T;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bare(one)])) as T;
}

/** A text with its first letter changed, which may be one of a marked number. */
export const withFirst = (text: string, change: (letter: string) => string): string =>
  text.replace(
    /^((?:\ue000[^\ue001]*\ue001)?)(.)/su,
    (_, before: string, letter: string) => before + change(letter),
  );
