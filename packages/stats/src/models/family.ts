/** What tells one generalised linear model with a canonical link from another: McCullagh and Nelder (1989). */
export interface Family {
  /** For messages. */
  model: string;
  /** Mean of the outcome at a linear predictor. */
  mean(eta: number): number;
  /** Outcome less mean, without cancellation where the mean is near a bound. */
  residual(y: number, eta: number): number;
  /** Derivative of the mean by the linear predictor, which for a canonical link is the variance too. */
  slope(eta: number): number;
  /** Second derivative. */
  curvature(eta: number): number;
  /** Contribution of one observation to the deviance. */
  deviance(y: number, eta: number): number;
  /** Where an observation may be predicted perfectly: -1 below every bound, 1 above, 0 nowhere. */
  boundary(y: number): -1 | 0 | 1;
}

/** Poisson with log link. */
const poissonFamily: Family = {
  model: 'The Poisson regression',
  mean: Math.exp,
  residual: (y, eta) => y - Math.exp(eta),
  slope: Math.exp,
  curvature: Math.exp,
  deviance: (y, eta) => 2 * ((y > 0 ? y * (Math.log(y) - eta) - y : 0) + Math.exp(eta)),
  boundary: (y) => (y === 0 ? -1 : 0),
};

/** Of a share y other than 0 and 1: the deviance of a Bernoulli pseudo-likelihood (Papke and Wooldridge 1996). */
const shareDeviance = (y: number, eta: number) =>
  2 *
  (y * Math.log(y) +
    (1 - y) * Math.log1p(-y) -
    y * eta +
    Math.max(eta, 0) +
    Math.log1p(Math.exp(-Math.abs(eta))));

/** Bernoulli with logit link. */
const logitFamily: Family = {
  model: 'The logit',
  mean: logistic,
  residual: (y, eta) => (y === 1 ? logistic(-eta) : y - logistic(eta)),
  slope: (eta) => logistic(eta) * logistic(-eta),
  curvature: (eta) => logistic(eta) * logistic(-eta) * (logistic(-eta) - logistic(eta)),
  deviance: (y, eta) => {
    if (y !== 0 && y !== 1) return shareDeviance(y, eta);
    const against = y === 1 ? -eta : eta;
    return 2 * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
  },
  boundary: (y) => (y === 0 ? -1 : y === 1 ? 1 : 0),
};

export type FamilyName = 'poisson' | 'logit';

export const families: Readonly<Record<FamilyName, Family>> = { poisson: poissonFamily, logit: logitFamily };

function logistic(eta: number): number {
  const small = Math.exp(-Math.abs(eta));
  return eta >= 0 ? 1 / (1 + small) : small / (1 + small);
}
