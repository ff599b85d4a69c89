import type { Kind, Layout } from '../catalogue/catalogue.js';

/** A column's name without regard to case, spacing, line breaks and punctuation: "Number of Patients" is number_of_patients. */
export function normalise(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** How a header meets a kind's columns. */
export interface Match {
  /** Position of each of our names in the header. */
  fields: Record<string, number>;
  /** Required columns that are not there, in the publisher's spelling. */
  missing: string[];
  /** Share of the layout's telling columns that are there, 0 to 1. */
  likeness: number;
  /** Number of columns that the kind asked this header for. */
  asked: number;
}

const positions = (header: readonly string[]): Map<string, number> => {
  const position = new Map<string, number>();
  header.forEach((name, i) => {
    const key = normalise(name);
    if (key !== '' && !position.has(key)) position.set(key, i);
  });
  return position;
};

/** Looks a kind's columns up in a header. */
export function matchColumns(header: readonly string[], kind: Kind): Match {
  const position = positions(header);
  const find = (aliases: readonly string[]) => {
    for (const alias of aliases) {
      const at = position.get(normalise(alias));
      if (at !== undefined) return at;
    }
    return undefined;
  };
  const fields: Record<string, number> = {};
  const missing: string[] = [];
  for (const [field, aliases] of Object.entries(kind.required)) {
    const at = find(aliases);
    if (at === undefined) missing.push(aliases[0] as string);
    else fields[field] = at;
  }
  for (const [field, aliases] of Object.entries(kind.optional)) {
    const at = find(aliases);
    if (at !== undefined) fields[field] = at;
  }
  const sets = Object.values(kind.sets ?? {});
  const begun = sets.filter((set) => set.some((field) => fields[field] !== undefined));
  // A header without any of the sets lacks them all: it is a stranger, not one with a renamed column.
  const expected = (begun.length === 0 ? sets.slice(0, 1) : begun).flat();
  for (const field of expected) {
    if (fields[field] === undefined) missing.push(kind.optional[field]?.[0] as string);
  }
  const hallmarks = kind.hallmarks ?? [];
  const asked = Object.keys(kind.required).length + expected.length;
  const present = hallmarks.filter((name) => position.has(normalise(name))).length;
  const likeness = (asked - missing.length + present) / (asked + hallmarks.length);
  return { fields, missing, likeness, asked };
}

/** The layout of a kind that a header has: of those whose marks it bears, the one most of whose columns it spells; null where it has none. */
export function layoutOf(kind: Kind, header: readonly string[]): Layout | null {
  const position = positions(header);
  const there = (name: string) => position.has(normalise(name));
  let best: Layout | null = null;
  let most = 0;
  for (const layout of kind.layouts) {
    const { present = [], absent = [] } = layout.marks ?? {};
    if (!present.every(there) || absent.some(there)) continue;
    const spelt = Object.values(layout.columns).filter((names) => [names].flat().some(there)).length;
    if (spelt <= most) continue;
    most = spelt;
    best = layout;
  }
  return best;
}

/** What an unread layout of a kind is, where a header is of one; null where it is not. */
export function unreadLayout(kind: Kind, header: readonly string[]): string | null {
  const position = positions(header);
  const found = kind.unread?.find(({ columns }) => columns.every((name) => position.has(normalise(name))));
  return found?.what ?? null;
}
