/** How a report looks and whose it is. The default is nobody's. */
export interface Theme {
  /** Headings, links and rules; `#rrggbb`. */
  main: string;
  /** The ring round what has the keyboard's focus. */
  accent: string;
  /** The synthetic notice, and what differs from a publication. */
  notice: string;
  organisation: string | null;
  /** A line of contact: an address of any kind. */
  contact: string | null;
  /** A picture as a data: address, with its words for those who do not see it. */
  logo: { source: string; alt: string } | null;
}

export const plainTheme: Theme = {
  main: '#12436d',
  accent: '#b8480b',
  notice: '#801650',
  organisation: null,
  contact: null,
  logo: null,
};

/** The theme's colours as the style sheet's properties. */
export const themeProperties = ({ main, accent, notice }: Theme) =>
  `:root{--main:${main};--accent:${accent};--notice:${notice}}`;
