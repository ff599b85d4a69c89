/** A printed statement about staff of primary care networks. */
export interface PublishedClaim {
  source: string;
  said: string;
  /** ISO date that it is about, or on which it was printed. */
  on: string;
  printed: number;
}

/** Link workers as the third most popular hire of the additional roles reimbursement scheme. */
export const thirdMostPopular: PublishedClaim = {
  source: 'Pulse (2024). News article: link workers not sufficiently targeted to areas with the highest need',
  said: 'link workers are the third most popular hire through the scheme, after pharmacists and care coordinators',
  on: '2024-05-31',
  printed: 3,
};

/** Additional staff of the most deprived fifth of PCNs less that of the least deprived, FTE per 100,000 patients weighted by need. */
export const sixFewer: PublishedClaim = {
  source:
    'Fisher and Beech, The Health Foundation (12 December 2023). Why PCNs in poorer areas have fewer staff and less funding, Healthcare Leader; of the report Doing more for less',
  said: 'adjusted for need, PCNs in the most deprived fifth employ six fewer FTE staff of the additional roles per 100,000 patients than those in the least deprived fifth',
  on: '2023-12-12',
  printed: -6,
};
