# Writes counts.csv and models.json: run `Rscript models.R` in this folder. 150 zero-heavy rows in 30 clusters with an
# exposure; Poisson and logit by glm, two-part models, robust covariances of sandwich, marginal effects by formula and delta
# method with numerical derivatives checked against the analytic ones.
suppressMessages(library(sandwich))
source("../joint/json.R")
set.seed(20060401)
n <- 150
d <- data.frame(cluster = rep(seq_len(30), length.out = n))
effect <- rnorm(30, 0, 0.4)
d$need <- round(runif(n, 0.2, 0.5), 4)
d$older <- round(0.1 + 0.25 * d$need + rnorm(n, 0, 0.04), 4)
d$rural <- rbinom(n, 1, 0.25)
d$exposure <- round(exp(rnorm(n, 1.2, 0.4)), 3)
mu <- d$exposure * exp(-0.8 - 3 * d$need + 2 * d$older + 0.3 * d$rural + effect[d$cluster])
d$count <- rpois(n, mu)
d$fte <- round(ifelse(runif(n) < plogis(1.5 - 4 * d$need + effect[d$cluster]), rgamma(n, 2, 2 / mu), 0), 2)
d$near <- round(1e6 * d$need + rnorm(n, 0, 3000), 1)
write.csv(d, "counts.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("counts.csv")
control <- glm.control(epsilon = 1e-15, maxit = 100)
# The second fit starts where the first ends, because the weights in the covariance are those of the step before the last.
fit_glm <- function(formula, family, data) {
  environment(formula) <- environment()
  first <- suppressWarnings(glm(formula, family, data, control = control))
  from <- coef(first)
  suppressWarnings(glm(formula, family, data, start = from, control = control))
}
vector_of <- function(v) as.vector(t(unname(v)))

derivatives <- list(
  poisson = list(d1 = exp, d2 = exp),
  logit = list(d1 = function(e) plogis(e) * plogis(-e), d2 = function(e) plogis(e) * plogis(-e) * (1 - 2 * plogis(e)))
)
effect_of <- function(fit, v, j, kind, scale) {
  x <- model.matrix(fit)
  eta <- fit$linear.predictors
  f <- derivatives[[kind]]
  b <- unname(coef(fit))
  gradient <- colMeans(x * (f$d2(eta) * b[j] / scale))
  gradient[j] <- gradient[j] + mean(f$d1(eta) / scale)
  c(mean(f$d1(eta) / scale) * b[j], sqrt(drop(gradient %*% unname(v) %*% gradient)))
}
tests_of <- function(b, v) {
  se <- sqrt(diag(v))
  z <- b / se
  list(
    stdError = unname(se), z = unname(z), pValue = unname(2 * pnorm(-abs(z))),
    confLow = unname(b - qnorm(0.975) * se), confHigh = unname(b + qnorm(0.975) * se)
  )
}
record <- function(fit, kind, cluster) {
  v <- list(
    HC0 = vcovHC(fit, "HC0"), HC1 = vcovHC(fit, "HC1"),
    cluster = vcovCL(fit, cluster, type = "HC1", cadjust = TRUE)
  )
  exposure <- exp(if (is.null(fit$offset)) 0 * fit$y else fit$offset)
  k <- length(coef(fit))
  list(
    coefficients = unname(coef(fit)), deviance = deviance(fit),
    covariance = lapply(v, vector_of),
    tests = tests_of(coef(fit), v$HC1),
    effects = lapply(2:k, function(j) effect_of(fit, v$HC1, j, kind, 1)),
    rateEffects = lapply(2:k, function(j) effect_of(fit, v$cluster, j, kind, exposure))
  )
}

two_part <- function(formula, positive, type) {
  d$any <- as.numeric(d$fte > 0)
  some <- d$fte > 0
  first <- fit_glm(update(formula, any ~ .), binomial, d)
  second <- if (positive == "linear") lm(formula, d[some, ]) else fit_glm(formula, poisson, d[some, ])
  x <- model.matrix(first)
  k <- ncol(x)
  scores1 <- estfun(first) %*% (bread(first) / nrow(x))
  scores2 <- matrix(0, nrow(x), k)
  scores2[some, ] <- estfun(second) %*% (bread(second) / sum(some))
  id <- if (type == "cluster") d$cluster else seq_len(nrow(d))
  sums <- rowsum(cbind(scores1, scores2), id)
  factor_of <- function(id) {
    m <- length(id)
    g <- length(unique(id))
    if (type == "HC0") 1 else if (type == "HC1") m / (m - k) else g / (g - 1) * (m - 1) / (m - k)
  }
  root <- sqrt(rep(c(factor_of(id), factor_of(id[some])), each = k))
  v <- unname(crossprod(sums)) * outer(root, root)
  if (type == "cluster") {
    stopifnot(all.equal(v[k + 1:k, k + 1:k], unname(vcovCL(second, d$cluster[some], type = "HC1", cadjust = TRUE))))
  } else {
    stopifnot(all.equal(v[k + 1:k, k + 1:k], unname(vcovHC(second, type))))
  }
  theta <- unname(c(coef(first), coef(second)))
  average <- function(theta, j) {
    p <- plogis(drop(x %*% theta[1:k]))
    e <- drop(x %*% theta[k + 1:k])
    if (positive == "linear") mean(p * (1 - p) * theta[j] * e + p * theta[k + j])
    else mean(p * (1 - p) * theta[j] * exp(e) + p * exp(e) * theta[k + j])
  }
  effect <- function(j) {
    p <- plogis(drop(x %*% theta[1:k]))
    e <- drop(x %*% theta[k + 1:k])
    m <- if (positive == "linear") e else exp(e)
    dm <- if (positive == "linear") rep(1, length(e)) else exp(e)
    ddm <- if (positive == "linear") rep(0, length(e)) else exp(e)
    q <- p * (1 - p)
    by_first <- colMeans(x * (q * (1 - 2 * p) * theta[j] * m + q * dm * theta[k + j]))
    by_first[j] <- by_first[j] + mean(q * m)
    by_second <- colMeans(x * (q * theta[j] * dm + p * ddm * theta[k + j]))
    by_second[j] <- by_second[j] + mean(p * dm)
    gradient <- unname(c(by_first, by_second))
    numeric <- sapply(seq_along(theta), function(l) {
      h <- 1e-5
      (average(theta + h * (seq_along(theta) == l), j) - average(theta - h * (seq_along(theta) == l), j)) / (2 * h)
    })
    stopifnot(all.equal(gradient, numeric, tolerance = 1e-6))
    c(average(theta, j), sqrt(drop(gradient %*% v %*% gradient)))
  }
  list(
    positive = positive, type = type, theta = theta, covariance = vector_of(v), effects = lapply(2:k, effect)
  )
}

d$any <- as.numeric(d$fte > 0)
small <- d[1:14, ]
write_golden(
  list(
    poisson = list(
      count = record(fit_glm(count ~ need + older + rural + offset(log(exposure)), poisson, d), "poisson", d$cluster),
      noOffset = record(fit_glm(count ~ need + older + rural, poisson, d), "poisson", d$cluster),
      fractional = record(fit_glm(fte ~ need + older + rural + offset(log(exposure)), poisson, d), "poisson", d$cluster),
      illConditioned = record(fit_glm(count ~ need + near + offset(log(exposure)), poisson, d), "poisson", d$cluster),
      small = record(fit_glm(count ~ need + offset(log(exposure)), poisson, small), "poisson", small$cluster %% 5)
    ),
    logit = list(
      any = record(fit_glm(any ~ need + older + rural, binomial, d), "logit", d$cluster),
      illConditioned = record(fit_glm(any ~ need + near, binomial, d), "logit", d$cluster)
    ),
    twoPart = list(
      two_part(fte ~ need + older + rural, "linear", "HC0"), two_part(fte ~ need + older + rural, "linear", "HC1"),
      two_part(fte ~ need + older + rural, "linear", "cluster"),
      two_part(fte ~ need + older + rural, "exponential", "HC1"),
      two_part(fte ~ need + older + rural, "exponential", "cluster")
    )
  ),
  "models.json", "sandwich"
)
