# Writes stacked.csv and stacked.json: run `Rscript stacked.R` in this folder. An unbalanced panel of 40 units over 5
# periods with many zeros; the stacked regression by lm with clustered covariances of sandwich, Wald tests by hand, the
# trend, and equivalence tests.
source("json.R")
suppressMessages(library(sandwich))
set.seed(20190114)
units <- 40
periods <- 5
panel <- expand.grid(unit = seq_len(units), period = seq_len(periods))
need <- runif(units, 0.2, 0.5)
level <- rnorm(units, 0, 0.3)
panel$x <- round(need[panel$unit] + rnorm(nrow(panel), 0, 0.02), 4)
panel$w <- round(rnorm(nrow(panel)) + panel$x, 4)
panel$y <- round(pmax(0, 0.4 + 0.15 * panel$period - (0.2 + 0.25 * panel$period) * panel$x + 0.1 * panel$w +
  level[panel$unit] + rnorm(nrow(panel), 0, 0.2)), 4)
panel <- panel[-sample(nrow(panel), 13), ]
write.csv(panel, "stacked.csv", row.names = FALSE, quote = FALSE)
panel <- read.csv("stacked.csv")
panel$time <- c(0, 1, 2, 4, 5.5)[panel$period]
panel$period <- factor(panel$period)
g <- length(unique(panel$unit))

wald <- function(b, v, r, value, df2) {
  gap <- r %*% b - value
  w <- drop(t(gap) %*% solve(r %*% v %*% t(r), gap))
  q <- nrow(r)
  list(
    chiSquared = w, df = q, chiSquaredP = pchisq(w, q, lower.tail = FALSE),
    f = w / q, denominatorDf = df2, fP = pf(w / q, q, df2, lower.tail = FALSE)
  )
}
identity <- diag(periods)
differences <- diff(identity)
trend_of <- function(b, v) {
  se <- sqrt(v[2, 2])
  list(
    level = b[1], trend = b[2], covariance = as.vector(t(v)), trendStdError = se, levelStdError = sqrt(v[1, 1]),
    t = b[2] / se, pValue = 2 * pt(-abs(b[2] / se), g - 1),
    confLow = b[2] - qt(0.975, g - 1) * se, confHigh = b[2] + qt(0.975, g - 1) * se
  )
}
record <- function(stacked, pooled) {
  slopes <- grep("^period[0-9]:x$", names(coef(stacked)))
  b <- unname(coef(stacked)[slopes])
  v <- unname(vcovCL(stacked, panel$unit, type = "HC1", cadjust = TRUE)[slopes, slopes])
  ends <- match(c("x", "x:time"), names(coef(pooled)))
  list(
    n = nobs(stacked), k = length(coef(stacked)), units = g,
    slopes = b, covariance = as.vector(v), stdErrors = sqrt(diag(v)),
    zero = wald(b, v, identity, 0, g - 1), equal = wald(b, v, differences, 0, g - 1),
    special = wald(b, v, rbind(c(1, 1, 0, 0, 0), c(0, 0, 1, 2, -1)), c(-0.5, -1), 31.5),
    pooled = trend_of(unname(coef(pooled)[ends]), unname(vcovCL(pooled, panel$unit, type = "HC1", cadjust = TRUE)[ends, ends]))
  )
}
tost <- function(estimate, se, df, low, high, alpha) {
  low_p <- pt((estimate - low) / se, df, lower.tail = FALSE)
  high_p <- pt((estimate - high) / se, df)
  list(
    estimate = estimate, stdError = se, degreesOfFreedom = df, low = low, high = high, alpha = alpha,
    lowP = low_p, highP = high_p, pValue = max(low_p, high_p),
    confLow = estimate - qt(1 - alpha, df) * se, confHigh = estimate + qt(1 - alpha, df) * se
  )
}
write_golden(
  list(
    simple = record(
      lm(y ~ 0 + period + period:x, panel), lm(y ~ 0 + period + x + x:time, panel)
    ),
    adjusted = record(
      lm(y ~ 0 + period + period:x + period:w, panel), lm(y ~ 0 + period + x + x:time + period:w, panel)
    ),
    equivalence = list(
      tost(0.1, 0.2, 39, -0.5, 0.5, 0.05), tost(-0.3, 0.15, 1268, -0.35, 0.35, 0.05),
      tost(0.02, 0.01, 5, -0.1, 0.05, 0.1), tost(0.4, 0.1, 1e6, -0.3, 0.3, 0.025), tost(0, 0.001, 200, -0.1, 0.1, 0.05)
    )
  ),
  "stacked.json", "sandwich"
)
