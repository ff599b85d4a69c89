// Where pages and files of a site are, seen from a page one folder down. They are meant to stay: others link to them.

/** Whether a code can be the name of a page, as every code of the NHS can. */
export const isPageName = (code: string): boolean => /^[A-Za-z0-9]+$/.test(code);

/** The page of a PCN; null for a code that can be the name of none. */
export const pcnPage = (code: string): string | null => (isPageName(code) ? `../pcn/${code}.html` : null);

/** The page of an ICB. */
export const icbPage = (code: string): string => `../icb/${encodeURIComponent(code)}.html`;

/** The part of a sub-ICB location in the page of its ICB. */
export const subIcbPart = (icb: string, code: string): string =>
  `${icbPage(icb)}#${encodeURIComponent(code)}`;

/** The file of a table. */
export const tableFile = (file: string): string => `../results/${encodeURIComponent(file)}`;
