export { type ChangePoint, type ChangePointDraws, changePoint } from './change/change-point.js';
export { type SeriesTrend, seriesTrend } from './change/series-tests.js';
export { ridits } from './change/slope-index.js';
export { type SlopePeriod, type SlopeScale, type SlopeSeries, slopeSeries } from './change/slope-series.js';
export type { ClusterIds } from './cluster-codes.js';
export { type CoefficientTest, coefficientTests } from './coefficient-tests.js';
export { type ConleyOptions, conley } from './covariance/conley.js';
export { type CovarianceOptions, covariance } from './covariance/covariance.js';
export type {
  CovarianceConvention,
  CovarianceMatrix,
  CovarianceType,
  CovarianceWarning,
} from './covariance/covariance-matrix.js';
export { effectiveClusters } from './covariance/effective-clusters.js';
export type { LeastSquaresData } from './decompose.js';
export { chiSquaredUpperTail } from './distributions/chi-squared.js';
export { fUpperTail } from './distributions/f.js';
export { normalCdf, normalQuantile, normalTwoSidedP } from './distributions/normal.js';
export { studentTCdf, studentTQuantile, studentTTwoSidedP } from './distributions/student-t.js';
export {
  ClusterLeverageOneError,
  InvalidDataError,
  LeverageOneError,
  RankDeficientError,
} from './errors.js';
export { amountAt, type CurvePoint, concentrationCurve } from './inequality/concentration-curve.js';
export {
  type ConcentrationData,
  concentrationIndex,
  erreygersIndex,
  wagstaffIndex,
} from './inequality/concentration-index.js';
export {
  type ConcentrationRegression,
  concentrationRegression,
} from './inequality/concentration-regression.js';
export { drawnConcentration } from './inequality/drawn-concentration.js';
export { drawnRelativeSlope } from './inequality/drawn-relative-slope.js';
export { drawnGroupGap, drawnHorizontalInequity, drawnTheil } from './inequality/drawn-sums.js';
export { type Funnel, type FunnelLimits, funnel, funnelLimits } from './inequality/funnel.js';
export { gini } from './inequality/gini.js';
export { type GroupGap, groupGap } from './inequality/group-gap.js';
export { type HorizontalInequity, horizontalInequity } from './inequality/horizontal-inequity.js';
export { largestRemainder } from './inequality/largest-remainder.js';
export { type Ranking, rankingOf } from './inequality/ranking.js';
export { type ResampledStatistic, resampleUnits, type UnitResampling } from './inequality/resample-units.js';
export { type Theil, theil } from './inequality/theil.js';
export type { Units } from './inequality/unit-sums.js';
export { weightedMedian } from './inequality/weighted-median.js';
export { type ClusteredSlopes, clusteredSlopes, testClusteredSlopes } from './joint/clustered-slopes.js';
export { clusteredSlopeTests, clusteredTrend } from './joint/clustered-stacked.js';
export { type EquivalenceData, type EquivalenceTest, equivalenceTest } from './joint/equivalence-test.js';
export { type FirstLasting, type FirstLastingData, firstLasting } from './joint/first-lasting.js';
export { holm } from './joint/holm.js';
export { type HotellingTest, hotellingTest } from './joint/hotelling-test.js';
export {
  inferFromTally,
  type JointFindings,
  type JointQuestion,
  type JointTally,
  tallyReplicates,
} from './joint/joint-tally.js';
export { type NullCentredData, nullCentredDraws } from './joint/null-centred-draws.js';
export type { OrderStatistic } from './joint/order-statistic.js';
export { pooledTrend } from './joint/pooled-trend.js';
export { type RomanoWolf, type RomanoWolfData, romanoWolf } from './joint/romano-wolf.js';
export {
  drawSharedClusters,
  prepareSharedClusters,
  type SharedClusterDraws,
  type SharedClustersSample,
} from './joint/shared-clusters-bootstrap.js';
export type { SharedDraws } from './joint/shared-draws.js';
export {
  drawSharedPairs,
  type SharedPairsData,
  type SharedReplicates,
  sharedPairsBootstrap,
} from './joint/shared-pairs-bootstrap.js';
export { prepareSharedPairs, type SharedPairsSample } from './joint/shared-pairs-sample.js';
export { testSlopesEqual, testSlopesZero } from './joint/slope-tests.js';
export type { SlopeTrend } from './joint/slope-trend.js';
export {
  type StackedCovariance,
  type StackedEstimate,
  stackedCovariance,
} from './joint/stacked-covariance.js';
export type { Period } from './joint/stacked-periods.js';
export { type StackedRegression, stackedRegression } from './joint/stacked-regression.js';
export { type SupTBand, type SupTBandData, supTBand } from './joint/sup-t-band.js';
export { type WaldData, type WaldTest, waldTest } from './joint/wald-test.js';
export { type LeastSquaresFit, leastSquares } from './least-squares.js';
export { mean } from './mean.js';
export {
  type CalibrationJackknife,
  calibrationJackknife,
} from './measurement-error/calibration-jackknife.js';
export {
  type GeneratedRegressor,
  type GeneratedRegressorData,
  generatedRegressor,
} from './measurement-error/generated-regressor.js';
export {
  type Calibration,
  type CalibrationData,
  regressionCalibration,
} from './measurement-error/regression-calibration.js';
export { effectiveRespondents, shareVariance } from './measurement-error/survey-variance.js';
export type { GroupEffect, MixedModelFit, VarianceBoundary } from './mixed/fitted-model.js';
export { type MixedModelData, mixedModel } from './mixed/mixed-model.js';
export type { MixedCriterion } from './mixed/profile.js';
export { type RandomSlopeTest, randomSlopeTest } from './mixed/random-slope-test.js';
export { averageMarginalEffect, type MarginalEffectOptions } from './models/average-marginal-effect.js';
export {
  type AverageSlopeData,
  averageSlope,
  type EffectWithGradient,
  twoPartSlope,
} from './models/average-slope.js';
export { deltaVariance, type SummedCovariance } from './models/delta-variance.js';
export { NoConvergenceError, SeparationError } from './models/errors.js';
export type { FamilyName } from './models/family.js';
export { fractionalLogit } from './models/fractional-logit.js';
export type { GeneralisedLinearFit, ModelData } from './models/generalised-linear.js';
export { logit } from './models/logit.js';
export {
  type ModelCovariance,
  type ModelCovarianceType,
  modelCovariance,
} from './models/model-covariance.js';
export type { ModelTest } from './models/normal-test.js';
export { poisson } from './models/poisson.js';
export { type PositivePart, type TwoPartData, type TwoPartFit, twoPart } from './models/two-part.js';
export { twoPartMarginalEffect } from './models/two-part-effect.js';
export { fitGroup, type GroupFit, type SpecificationGroup } from './multiverse/fit-group.js';
export type { NullDraws, UnitDraws } from './multiverse/null-draws.js';
export {
  CurveDraws,
  type CurveEffect,
  type CurveInference,
  type CurveStatistic,
  zOfT,
} from './multiverse/specification-curve.js';
export type { ModelName, OutcomeModel } from './multiverse/specification-fit.js';
export type { Clustering, EffectTest, ErrorType } from './multiverse/specification-tests.js';
export { type Choice, type VarianceShares, varianceShares } from './multiverse/variance-shares.js';
export {
  drawPairs,
  drawsOfCoefficient,
  type PairsBootstrapData,
  type PairsSample,
  pairsBootstrap,
  preparePairs,
  type Replicates,
} from './pairs-bootstrap.js';
export { type PercentileInterval, percentileInterval } from './percentile-interval.js';
export { type Exchange, exchangeBlocks, exchangeByShift } from './placebo/exchange.js';
export {
  type PlaceboData,
  type PlaceboTests,
  placeboTests,
  type Rejections,
} from './placebo/placebo-tests.js';
export type { SimpleData } from './placebo/simple-sample.js';
export { quantile } from './quantile.js';
export {
  type ClusterQuantileData,
  clusterQuantileBootstrap,
} from './quantile-regression/cluster-quantile-bootstrap.js';
export {
  type QuantileFit,
  type QuantileRegressionData,
  quantileRegression,
} from './quantile-regression/quantile-regression.js';
export { RandomStream } from './random-stream.js';
export { replicateTime } from './replicate-time.js';
export { basicBootstrapInterval } from './resampling/basic-bootstrap-interval.js';
export { bcaBootstrapInterval } from './resampling/bca-bootstrap-interval.js';
export type { BootstrapInterval } from './resampling/bootstrap-interval.js';
export { clusterJackknife } from './resampling/cluster-jackknife.js';
export { clusterPairsBootstrap } from './resampling/cluster-pairs-bootstrap.js';
export { type FreedmanLaneData, freedmanLane, freedmanLaneStatistics } from './resampling/freedman-lane.js';
export { type GroupPermutationData, groupPermutationTest } from './resampling/group-permutation-test.js';
export { type Jackknife, jackknife } from './resampling/jackknife.js';
export { normalBootstrapInterval } from './resampling/normal-bootstrap-interval.js';
export { percentileBootstrapInterval } from './resampling/percentile-bootstrap-interval.js';
export { type PermutationTest, permutationTest } from './resampling/permutation-test.js';
export {
  type StudentizedDraws,
  type StudentizedEstimate,
  studentizedBootstrapInterval,
} from './resampling/studentized-bootstrap-interval.js';
export type { StudentizedReplicates } from './resampling/studentized-replicates.js';
export {
  type WildBootstrapData,
  wildBootstrapCurves,
  wildBootstrapStatistics,
} from './resampling/wild-bootstrap.js';
export {
  type WildInference,
  type WildInferenceData,
  wildBootstrapInference,
} from './resampling/wild-bootstrap-inference.js';
export { wildBootstrapInterval } from './resampling/wild-bootstrap-interval.js';
export { wildBootstrapTest } from './resampling/wild-bootstrap-test.js';
export type { WildTestData } from './resampling/wild-design.js';
export { type WildInterval, type WildIntervalOptions, wildInterval } from './resampling/wild-interval.js';
export { type WildSample, wildSample } from './resampling/wild-sample.js';
export { type WildTail, type WildTest, wildTest } from './resampling/wild-test.js';
export type { WildDistribution } from './resampling/wild-weights.js';
export { type Dfbetas, dfbetas } from './sensitivity/dfbetas.js';
export {
  type AdjustedCoefficient,
  adjustForOmitted,
  benchmarkStrength,
  type ObservedStrength,
  type OmittedStrength,
} from './sensitivity/omitted-variable.js';
export {
  type CovarianceOf,
  type OutcomeBounds,
  type OutcomeBoundsData,
  outcomeBounds,
} from './sensitivity/outcome-bounds.js';
export {
  type CoefficientSummary,
  type RobustnessValue,
  robustnessValue,
} from './sensitivity/robustness-value.js';
export {
  type SelectionData,
  type SelectionProportionality,
  selectionProportionality,
} from './sensitivity/selection-proportionality.js';
export { type TippingPoint, type TippingPointData, tippingPoint } from './sensitivity/tipping-point.js';
export { type GeographicPoints, greatCircleKm } from './spatial/great-circle.js';
export { hilbertIndex } from './spatial/hilbert-index.js';
export { type IntraclassCorrelation, intraclassCorrelation } from './spatial/intraclass-correlation.js';
export type { ConleyKernel } from './spatial/kernel-weights.js';
export { type MoranTest, moranTest } from './spatial/moran.js';
export { distanceNeighbours, type Neighbours, nearestNeighbours } from './spatial/spatial-weights.js';
export { specificationKey } from './specification-key.js';
export { standardDeviation } from './standard-deviation.js';
export { sum } from './sum.js';
export { weightedMean } from './weighted-mean.js';
export { type ProportionInterval, wilsonInterval, wilsonShareInterval } from './wilson-interval.js';
export { type WithinBetween, type WithinBetweenData, withinBetween } from './within-between.js';
