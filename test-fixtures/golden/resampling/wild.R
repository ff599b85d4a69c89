# Wild bootstrap t statistics by refitting each resample with lm and sandwich, p-values, and confidence intervals by
# resampling anew for each value tried. The coefficient is that of `need`.
source("common.R")
p <- panel()
number <- match(p$cluster, unique(p$cluster))
x <- cbind(1, p$need, p$share_65)
n <- nrow(x)
k <- ncol(x)
codes <- list(
  rademacher = integers("rademacher.csv"),
  mammen = matrix(c((1 - sqrt(5)) / 2, (1 + sqrt(5)) / 2)[integers("mammen.csv")], 199),
  webb = matrix((c(-1, -1, -1, 1, 1, 1) * sqrt(c(1.5, 1, 0.5, 0.5, 1, 1.5)))[integers("webb.csv")], 199)
)
weights <- function(distribution, level) {
  if (level == "cluster") codes[[distribution]][, 1:8][, number] else codes[[distribution]]
}
variance <- function(fit, type) {
  v <- if (type == "CR1") vcovCL(fit, cluster = number, type = "HC1", cadjust = TRUE) else vcovHC(fit, type)
  v[2, 2]
}
restricted <- function(null) {
  y <- p$provision - null * x[, 2]
  fit <- lm.fit(x[, -2], y)
  list(fitted = fit$fitted.values + null * x[, 2], residuals = fit$residuals)
}
whole <- lm(p$provision ~ x[, 2:3])

statistics <- function(case, null, fit_one) {
  v <- weights(case$distribution, case$level)
  base <- if (case$nullImposed) restricted(null) else list(fitted = fitted(whole), residuals = residuals(whole))
  centre <- if (case$nullImposed) null else coef(whole)[[2]]
  apply(v, 1, function(w) fit_one(base$fitted + base$residuals * w, centre, case$covariance))
}
by_lm <- function(y, centre, type) {
  fit <- lm(y ~ x[, 2:3])
  (coef(fit)[[2]] - centre) / sqrt(variance(fit, type))
}
# The same in matrices, for the many refits of the inversion.
inverse <- solve(crossprod(x))
a <- inverse[2, ] %*% t(x)
h <- rowSums((x %*% inverse) * x)
by_matrix <- function(y, centre, type) {
  b <- inverse %*% crossprod(x, y)
  e <- as.vector(y - x %*% b)
  scores <- as.vector(a) * e
  v <- switch(type,
    HC0 = sum(scores^2), HC1 = sum(scores^2) * n / (n - k), HC2 = sum(scores^2 / (1 - h)),
    HC3 = sum(scores^2 / (1 - h)^2), CR1 = sum(tapply(scores, number, sum)^2) * 8 / 7 * (n - 1) / (n - k)
  )
  (b[2] - centre) / sqrt(v)
}
# Equal but for rounding counts as equal: Mammen weights that are all the same repeat the sample.
p_values <- function(t, draws) {
  margin <- 1e-10 * abs(t)
  tails <- c(mean(draws <= t + margin), mean(draws >= t - margin))
  list(symmetric = mean(abs(draws) >= abs(t) - margin), equalTailed = min(1, 2 * min(tails)))
}

case <- function(covariance, distribution, level, nullImposed) {
  one <- list(covariance = covariance, distribution = distribution, level = level, nullImposed = nullImposed)
  error <- sqrt(variance(whole, covariance))
  nulls <- c(0, -1.1)
  tests <- lapply(nulls, function(null) {
    t <- (coef(whole)[[2]] - null) / error
    draws <- statistics(one, null, by_lm)
    c(list(nullValue = null, t = t, statistics = draws), p_values(t, draws))
  })
  c(one, list(estimate = coef(whole)[[2]], stdError = error, tests = tests))
}
cases <- list(
  case("HC0", "rademacher", "observation", TRUE), case("HC1", "rademacher", "observation", TRUE),
  case("HC1", "rademacher", "observation", FALSE), case("HC2", "mammen", "observation", TRUE),
  case("HC3", "webb", "observation", TRUE), case("HC3", "mammen", "observation", FALSE),
  case("CR1", "webb", "cluster", TRUE), case("CR1", "webb", "cluster", FALSE),
  case("CR1", "mammen", "cluster", TRUE), case("CR1", "rademacher", "observation", TRUE),
  case("CR1", "webb", "observation", FALSE), case("HC2", "webb", "cluster", TRUE)
)

# The bound nearest to the estimate: outwards in quarters of a standard error until rejected, then bisected.
invert <- function(index, level, tail) {
  one <- cases[[index]]
  p_at <- function(null) {
    t <- (one$estimate - null) / one$stdError
    p_values(t, statistics(one, null, by_matrix))[[tail]]
  }
  bound <- function(side) {
    accepted <- function(d) p_at(one$estimate - side * d) > 1 - level
    inside <- 0
    outside <- one$stdError / 4
    while (accepted(outside)) {
      inside <- outside
      outside <- outside + one$stdError / 4
      if (outside > 60 * one$stdError) return(side * -1e300)
    }
    for (step in 1:45) {
      middle <- (inside + outside) / 2
      if (accepted(middle)) inside <- middle else outside <- middle
    }
    one$estimate - side * (inside + outside) / 2
  }
  list(case = index - 1, level = level, tail = tail, low = bound(1), high = bound(-1))
}
intervals <- list(
  invert(1, 0.95, "symmetric"), invert(2, 0.9, "symmetric"), invert(2, 0.9, "equalTailed"),
  invert(3, 0.95, "symmetric"), invert(4, 0.95, "equalTailed"), invert(5, 0.95, "symmetric"),
  invert(6, 0.9, "equalTailed"), invert(7, 0.9, "symmetric"), invert(8, 0.95, "symmetric"),
  invert(10, 0.95, "symmetric"), invert(12, 0.9, "symmetric")
)
write_golden(list(cases = cases, intervals = intervals), "wild.json")
