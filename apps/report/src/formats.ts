/** Documents that a run can make: the page, the PDF of the full report, and the briefing as page and PDF. */
export const formats = ['html', 'pdf', 'briefing'] as const;

export type Format = (typeof formats)[number];

/** What a briefing of an ICB may be made as. */
export const briefingFormats = ['html', 'pdf'] as const;

export type BriefingFormat = (typeof briefingFormats)[number];
