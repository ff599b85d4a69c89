# Writes moran.json from points.csv: run `Rscript moran.R` in this folder.
# Moran's I of the residuals of y on x1 and x2. spdep's lm.morantest where everybody has a neighbour (its great circles
# are on the WGS 84 ellipsoid: no distance here lies between its cutoff and a sphere's); and, for every case, its
# definition with full matrices: I = n / S0 e'We / e'e, the moments those of quadratic forms in M (Cliff and Ord 1981).
# The last case has observations without neighbours.
# Intraclass correlations: mean squares of anova(); effective clusters: the definition in Carter et al. (2017).
source("../joint/json.R")
suppressMessages(library(spdep))
d <- read.csv("points.csv")
rad <- pi / 180
haversine <- function(at) {
  h <- outer(at[, 2], at[, 2], function(a, b) sin((a - b) * rad / 2)^2) +
    outer(cos(at[, 2] * rad), cos(at[, 2] * rad)) * outer(at[, 1], at[, 1], function(a, b) sin((a - b) * rad / 2)^2)
  2 * 6371.0088 * asin(sqrt(h))
}
by_definition <- function(fit, neighbours) {
  n <- nrow(neighbours)
  x <- model.matrix(fit)
  p <- ncol(x)
  e <- residuals(fit)
  sizes <- rowSums(neighbours)
  w <- neighbours / ifelse(sizes > 0, sizes, 1)
  u <- (w + t(w)) / 2
  s0 <- sum(w)
  m <- diag(n) - x %*% solve(crossprod(x)) %*% t(x)
  k <- m %*% u %*% m
  i <- n / s0 * sum(e * (u %*% e)) / sum(e^2)
  # Moments of e'Ue / e'e: Durbin and Watson (1950); the ratio is independent of its denominator.
  first <- sum(diag(k)) / (n - p)
  second <- (2 * sum(k * k) + sum(diag(k))^2) / ((n - p) * (n - p + 2))
  sd <- n / s0 * sqrt(second - first^2)
  list(i = i, expectation = n / s0 * first, standardDeviation = sd,
    pValue = 2 * pnorm(-abs((i - n / s0 * first) / sd)), isolated = sum(sizes == 0))
}
by_spdep <- function(fit, nb) {
  m <- lm.morantest(fit, nb2listw(nb), alternative = "two.sided")
  list(i = m$estimate[[1]], expectation = m$estimate[[2]], standardDeviation = sqrt(m$estimate[[3]]), pValue = m$p.value[[1]],
    isolated = 0)
}
one <- d[!duplicated(d$point), ]
entries <- list()
add <- function(data, rule, value, reference, found) {
  entries[[length(entries) + 1]] <<- c(list(points = data, rule = rule, value = value, reference = reference), found)
}
for (name in c("all", "distinct")) {
  data <- if (name == "all") d else one
  fit <- lm(y ~ x1 + x2, data)
  at <- cbind(data$longitude, data$latitude)
  km <- haversine(at)
  for (about in c(45, 130, 250)) {
    # The first cutoff with which both Earths have the same neighbours.
    within <- function(cutoff) (km <= cutoff) * (1 - diag(nrow(km)))
    of_spdep <- function(cutoff) card(suppressWarnings(dnearneigh(at, 0, cutoff, longlat = TRUE)))
    cutoff <- Find(function(c) identical(of_spdep(c), as.integer(rowSums(within(c)))), about + seq(0, 30, 0.25))
    near <- within(cutoff)
    if (all(rowSums(near) > 0)) {
      nb <- dnearneigh(at, 0, cutoff, longlat = TRUE)
      stopifnot(identical(card(nb), as.integer(rowSums(near))))
      add(name, "distance", cutoff, "spdep::lm.morantest", by_spdep(fit, nb))
    }
    add(name, "distance", cutoff, "the definition", by_definition(fit, near))
  }
  if (name == "distinct") for (k in c(1, 4, 7)) {
    add(name, "nearest", k, "spdep::lm.morantest", by_spdep(fit, knn2nb(knearneigh(at, k, longlat = TRUE))))
    near <- t(apply(km + diag(Inf, nrow(at)), 1, function(row) rank(row) <= k)) * 1
    add(name, "nearest", k, "the definition", by_definition(fit, near))
  }
}
icc <- function(v, g) {
  a <- anova(lm(v ~ g))[["Mean Sq"]]
  sizes <- table(g)
  n <- length(v)
  m <- (n - sum(sizes^2) / n) / (length(sizes) - 1)
  list(correlation = (a[1] - a[2]) / (a[1] + (m - 1) * a[2]), clusters = length(sizes), averageSize = m, between = a[1], within = a[2])
}
effective <- function(column, g) {
  x <- cbind(1, d$x1, d$x2)
  a <- solve(crossprod(x))
  parts <- sapply(split(seq_len(nrow(d)), g), function(i) {
    e <- rep(0, 3); e[column] <- 1
    ones <- matrix(1, length(i), length(i))
    drop(t(e) %*% a %*% t(x[i, , drop = FALSE]) %*% ones %*% x[i, , drop = FALSE] %*% a %*% e)
  })
  length(parts) / (1 + mean(((parts - mean(parts)) / mean(parts))^2))
}
write_golden(list(
  entries = entries,
  correlations = lapply(c("y", "x1", "x2"), function(v) c(list(values = v), icc(d[[v]], d$group))),
  byPoint = c(list(values = "y"), icc(d$y, d$point)),
  effective = I(c(effective(2, d$group), effective(3, d$group)))
), "moran.json", "spdep")
