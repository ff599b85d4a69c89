/** Order of texts by their code units, the same in every locale: for `sort`. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What occurs, each once, in the order of first occurrence. */
export const distinct = <T>(items: Iterable<T>): T[] => [...new Set(items)];
