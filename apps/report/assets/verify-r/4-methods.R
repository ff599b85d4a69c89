
# ---- the same coefficients by other covariances and models -------------------------------------------------------

# glm stops where the deviance no longer falls; two steps of Newton's more go on until the scores are zero.
pseudo_likelihood <- function(y, x, family, offset = rep(0, length(y))) {
  b <- coef(suppressWarnings(glm.fit(x, y, family = family, offset = offset, control = list(epsilon = 1e-12, maxit = 100))))
  for (step in 1:2) {
    mu <- family$linkinv(drop(x %*% b) + offset)
    b <- b + solve(crossprod(x * sqrt(family$variance(mu))), crossprod(x, y - mu))[, 1]
  }
  mu <- family$linkinv(drop(x %*% b) + offset)
  bread <- solve(crossprod(x * sqrt(family$variance(mu))))
  list(b = unname(b), mu = mu, influence = (x * (y - mu)) %*% bread, n = length(y), k = ncol(x))
}
normal <- function(b, variance) {
  found <- inference(b, sqrt(variance), Inf)
  found[names(found) != "df"]
}

poisson_effect <- function(d) {
  x <- cbind(1, d$x)
  exposure <- d$patients / 1e4
  fit <- pseudo_likelihood(d$fte, x, poisson(), log(exposure))
  rate <- fit$mu / exposure
  gradient <- c(fit$b[2] * mean(rate), fit$b[2] * mean(rate * d$x) + mean(rate))
  v <- crossprod(fit$influence) * fit$n / (fit$n - fit$k)
  normal(fit$b[2] * mean(rate), drop(gradient %*% v %*% gradient))
}

# Logit for whether there is any, least squares for how much; each part's scores with its own n / (n - k).
two_part_effect <- function(d) {
  x <- cbind(1, d$x)
  some <- d$y > 0
  any <- pseudo_likelihood(as.numeric(some), x, binomial())
  much <- least_squares(d$y[some], x[some, ])
  p <- any$mu
  m <- drop(x %*% much$b)
  g <- any$b[2]
  b <- much$b[2]
  slope <- p * (1 - p)
  bend <- slope * (1 - 2 * p)
  by_any <- bend * g * m + slope * b
  gradient <- c(mean(by_any), mean(by_any * d$x + slope * m), mean(slope * g), mean(slope * g * d$x + p))
  influence <- matrix(0, nrow(d), 4)
  influence[, 1:2] <- any$influence * sqrt(any$n / (any$n - 2))
  influence[some, 3:4] <- (x[some, ] * much$e) %*% much$bread * sqrt(much$n / (much$n - 2))
  normal(mean(slope * g * m + p * b), sum((influence %*% gradient)^2))
}

recompute("inference.csv", function(row) {
  if (is.na(row$estimate) || is.na(row$std_error)) return(NULL)
  d <- sample_of(row$snapshot, row$need)
  fit <- fit_of(row$snapshot, row$need)
  switch(row$method,
    classical = , HC0 = , HC1 = , HC2 = , HC3 = , HC4 = test_hc(fit, 2, row$method),
    `CR1 by sub-ICB` = , `CR1 by ICB` = test_cr1(fit, 2, codes_of(d, row$method)),
    `CR2 by sub-ICB` = , `CR2 by ICB` = test_cr2(fit, 2, codes_of(d, row$method)),
    Poisson = poisson_effect(d), `two-part` = two_part_effect(d), NULL)
})
# The bootstraps are of the same coefficient.
if (!is.null(tables[["inference.csv"]])) {
  resampled <- grepl("bootstrap", tables[["inference.csv"]]$method)
  recompute("inference.csv", function(row) {
    if (!is.na(row$estimate)) slope_alone(fit_of(row$snapshot, row$need))
  }, which(resampled))
}
# Of Conley's covariance and Moran's I too the regression is within reach.
recompute("conley.csv", function(row) {
  fit <- fit_of(row$snapshot, row$need)
  slope_alone(fit, df = fit$n - fit$k, n = fit$n)
})

icc <- function(v, g) {
  squares <- anova(lm(v ~ factor(g)))[["Mean Sq"]]
  size <- (length(v) - sum(table(g)^2) / length(v)) / (length(unique(g)) - 1)
  (squares[1] - squares[2]) / (squares[1] + (size - 1) * squares[2])
}
recompute("dependence.csv", function(row) {
  d <- sample_of(row$snapshot, row$need)
  fit <- fit_of(row$snapshot, row$need)
  g <- d[[paste0(row$level, "_code")]]
  c(n = nrow(d), clusters = length(unique(g)), icc_need = icc(d$x, g), icc_residual = icc(fit$e, g),
    effective_clusters = effective(fit, g, 2))
})
