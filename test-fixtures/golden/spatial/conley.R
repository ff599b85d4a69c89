# Writes conley.json from points.csv: run `Rscript conley.R` in this folder.
# Conley's covariance by its definition, a loop over all pairs of observations, for both kernels, weighted and not, with
# negative eigenvalues set to zero; and fixest's vcov_conley, which has the uniform kernel and the factor n / (n - k).
# fixest has its own radius of the Earth: no distance of these points lies between the two cutoffs that this makes.
source("../joint/json.R")
suppressMessages(library(fixest))
setFixest_nthreads(1)
d <- read.csv("points.csv")
n <- nrow(d)
rad <- pi / 180
haversine <- function(i, j) {
  h <- sin((d$latitude[i] - d$latitude[j]) * rad / 2)^2 +
    cos(d$latitude[i] * rad) * cos(d$latitude[j] * rad) * sin((d$longitude[i] - d$longitude[j]) * rad / 2)^2
  2 * 6371.0088 * asin(min(1, sqrt(h)))
}
kernels <- list(
  bartlett = function(distance, cutoff) max(0, 1 - distance / cutoff),
  uniform = function(distance, cutoff) as.numeric(distance <= cutoff)
)
naive <- function(weighted, kernel, cutoff) {
  weight <- if (weighted) d$w else rep(1, n)
  x <- cbind(1, d$x1, d$x2)
  fit <- lm.wfit(x, d$y, weight)
  u <- x * weight * residuals(fit)
  meat <- matrix(0, 3, 3)
  for (i in 1:n) for (j in 1:n) {
    meat <- meat + kernels[[kernel]](haversine(i, j), cutoff) * u[i, ] %o% u[j, ]
  }
  bread <- solve(crossprod(x, x * weight))
  v <- bread %*% meat %*% bread
  parts <- eigen((v + t(v)) / 2, symmetric = TRUE)
  negative <- sum(parts$values < -1e-12 * max(abs(parts$values)))
  if (negative > 0) v <- parts$vectors %*% (pmax(parts$values, 0) * t(parts$vectors))
  se <- sqrt(diag(v))
  t <- coef(fit) / se
  list(reference = "a loop over all pairs", weighted = as.integer(weighted), kernel = kernel, cutoff = cutoff,
    convention = "stata", negative = negative, covariance = I(as.vector(t(v))), stdError = I(se),
    pValue = I(unname(2 * pt(-abs(t), n - 3))), confLow = I(coef(fit) - qt(0.975, n - 3) * se))
}
by_fixest <- function(weighted, cutoff) {
  fit <- if (weighted) feols(y ~ x1 + x2, d, weights = ~w) else feols(y ~ x1 + x2, d)
  v <- vcov(fit, vcov = vcov_conley(lat = "latitude", lon = "longitude", cutoff = cutoff, distance = "spherical"))
  table <- summary(fit, vcov = v)$coeftable
  list(reference = "fixest::vcov_conley", weighted = as.integer(weighted), kernel = "uniform", cutoff = cutoff,
    convention = "fixest", negative = naive(weighted, "uniform", cutoff)$negative, covariance = I(as.vector(t(unclass(v)[1:3, 1:3]))),
    stdError = I(unname(sqrt(diag(v)))), pValue = I(unname(pvalue(fit, vcov = v))), confLow = I(unname(confint(fit, vcov = v)[, 1])))
}
entries <- list()
for (weighted in c(FALSE, TRUE)) for (cutoff in c(40, 90, 150, 400)) {
  for (kernel in names(kernels)) entries <- c(entries, list(naive(weighted, kernel, cutoff)))
  entries <- c(entries, list(by_fixest(weighted, cutoff)))
}
write_golden(list(entries = entries), "conley.json", "fixest")
