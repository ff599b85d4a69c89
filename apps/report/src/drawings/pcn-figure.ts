import { areaOverTime, describeAreaOverTime, figureWidth, narrowWidth } from '@inverse-care/figures';
import { shortIcbName } from '../language/equity-words.js';
import { bare } from '../language/marks.js';
import { decimal } from '../language/numbers.js';
import { areaAt, standingOf } from '../language/pcn-words.js';
import { wholeOf } from '../language/whole.js';
import { capital, staffOf } from '../language/words.js';
import { type PcnFacts, pcnOf } from '../places/places.js';
import type { ReportInput } from '../report-input.js';
import type { AreaFigure } from './area-figures.js';
import { marked, sourceOf } from './drawn-figure.js';

/** What is known of its provision at a snapshot; null where it did not report. */
function knownAt({ history }: PcnFacts, snapshot: string): number | null {
  const row = history.get(snapshot);
  const standing = standingOf(row);
  return standing === 'some' || standing === 'none' ? row!.fte_per_10k : null;
}

/** Provision of a PCN over the snapshots beside its ICB and England; none where it reported at fewer than two. */
export function pcnFigures(code: string, input: ReportInput): AreaFigure[] {
  const facts = pcnOf(code, input);
  const { snapshots } = input.data.panel;
  const points = snapshots.map((snapshot) => ({
    snapshot,
    value: knownAt(facts, snapshot),
    low: null,
    high: null,
    firm: true,
    other: areaAt(snapshot, 'England', input)?.value ?? null,
    around: areaAt(snapshot, facts.now.icb_code, input)?.value ?? null,
  }));
  const known = points.filter(({ value }) => value !== null).length;
  if (known < 2) return [];
  const { name } = wholeOf(input.study);
  const options = {
    area: 'This PCN',
    otherLabel: capital(name),
    aroundLabel: shortIcbName(facts.now.icb_code),
    points,
    yLabel: `FTE per 10,000 patients; ICB and ${name}: PCNs that reported`,
    format: (value: number) => decimal(value, 2),
    level: null,
    hollow: '',
  };
  const text = bare({
    id: 'pcn-over-time',
    title: `Provision beside ICB and ${name}`,
    subtitle: `FTE ${staffOf(input.study)} per 10,000 patients`,
    source: sourceOf(input),
    description: describeAreaOverTime(options),
    synthetic: input.data.synthetic,
  });
  const gaps = known < snapshots.length ? ' There is no mark where it did not report, or was not open.' : '';
  return [
    {
      id: text.id,
      number: null,
      title: text.title,
      caption: marked(`Provision at each snapshot.${gaps}`, input),
      svg: areaOverTime({ ...options, text, width: figureWidth }),
      narrow: areaOverTime({ ...options, text: { ...text, id: `${text.id}-narrow` }, width: narrowWidth }),
    },
  ];
}
