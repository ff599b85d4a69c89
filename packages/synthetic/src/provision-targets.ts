import { publishedHeadline, publishedTable1 } from '@inverse-care/domain';
import { lastSnapshot } from './calendar.js';
import { studentQuantile } from './regression.js';

/** The regression of provision on need that a snapshot is calibrated to. */
export interface ProvisionTarget {
  snapshot: string;
  slope: number;
  standardError: number;
}

const headlineError =
  (publishedHeadline.conf_high - publishedHeadline.conf_low) /
  2 /
  studentQuantile(publishedTable1[lastSnapshot]!.pcns - 2);

// Read off the course of Figure 3, which prints no numbers: flat, then falling, significant from 30 June 2022.
const slopes = [
  0,
  -0.01,
  0.01,
  0,
  -0.01,
  -0.02,
  -0.06,
  -0.11,
  -0.17,
  -0.25,
  -0.28,
  -0.31,
  -0.33,
  -0.34,
  publishedHeadline.estimate,
];

/** Slopes a snapshot; standard errors shrink with the standard deviation of provision. */
export const provisionTargets: readonly ProvisionTarget[] = publishedTable1.map(
  ({ snapshot, per_10k_sd }, t) => ({
    snapshot,
    slope: slopes[t]!,
    standardError: (headlineError * per_10k_sd) / publishedTable1[lastSnapshot]!.per_10k_sd,
  }),
);
