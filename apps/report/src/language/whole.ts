import type { Study } from '@inverse-care/domain';

/** What the PCNs of a study are together called beside one of its places: England’s, or those that it looks at. */
export interface Whole {
  /** "beside England". */
  name: string;
  /** "England’s mean". */
  its: string;
  /** "PCNs of England". */
  area: string;
  /** Above a column. */
  head: string;
}

const england: Whole = { name: 'England', its: 'England’s', area: 'England', head: 'England' };
const looked: Whole = { name: 'the study’s PCNs', its: 'the study’s', area: 'the study', head: 'Study' };

/** What to call all PCNs of a study; England only where it looks everywhere. */
export const wholeOf = ({ where }: Pick<Study, 'where'>): Whole => (where === undefined ? england : looked);
