# Linear mixed models and the within-between decomposition: run here with `Rscript mixed.R`.
# - sleepstudy.csv: reaction times (ms) by days of sleep deprivation of 18 people, Belenky et al. (2003), Journal of
#   Sleep Research 12, 1-12, as lme4 publishes them.
# - places.csv: 300 areas in 14 uneven groups that differ in level and slope, skewed and with many zeros, as provision is.
# - alike.csv: 60 areas in 10 groups that do not differ: the variances are at their bound.
# lme4 is run to narrow tolerances from three starts, and its best fit is held to nlme's. It searches by values of the
# deviance alone, which are flat to rounding within some 1e-6 of the minimum; so its end is moved by Newton's steps on
# lme4's own deviance function, with numDeriv's derivatives, and `moved` tells how far that was. totalError is by Henderson's
# mixed-model equations, solved as they stand.
suppressMessages({
  library(lme4)
  library(nlme)
  library(clubSandwich)
  library(numDeriv)
})
source("../joint/json.R")

write <- function(d, file) write.csv(d, file, row.names = FALSE, quote = FALSE)
sleep <- setNames(sleepstudy[c("Reaction", "Days", "Subject")], c("y", "x", "group"))
write(sleep, "sleepstudy.csv")
set.seed(1978)
sizes <- c(3, 5, 8, 9, 12, 14, 17, 21, 24, 27, 31, 36, 43, 50)
group <- rep(sprintf("Q%02d", seq_along(sizes)), sizes)
need <- round(0.22 + 0.02 * rnorm(14)[factor(group)] + 0.03 * rnorm(300), 4)
slopes <- -0.3 + 2.5 * rnorm(14)
level <- 0.35 + 0.12 * rnorm(14)
y <- level[factor(group)] + slopes[factor(group)] * (need - 0.22) + 0.25 * (rexp(300) - 1)
write(data.frame(y = round(pmax(y, 0), 4), x = need, group), "places.csv")
x <- round(runif(60), 3)
y <- 1 + x + 0.5 * rep(c(-1, 1, 0.5, -0.5, 0, 0), each = 10) + 0.05 * rnorm(60)
write(data.frame(y = round(y, 4), x, group = rep(letters[1:10], 6)), "alike.csv")

tight <- function(algorithm) lmerControl(
  optimizer = "nloptwrap", check.conv.singular = "ignore", calc.derivs = FALSE,
  optCtrl = list(algorithm = algorithm, xtol_abs = 1e-13, xtol_rel = 1e-13, ftol_abs = 1e-14, ftol_rel = 1e-15, maxeval = 100000)
)
best <- function(formula, d, reml) {
  fits <- list()
  for (algorithm in c("NLOPT_LN_BOBYQA", "NLOPT_LN_NELDERMEAD")) for (start in c(1, 0.3)) {
    k <- length(getME(lmer(formula, d, reml, control = tight(algorithm)), "theta"))
    theta <- if (k == 1) start else c(start, 0, start)
    fits <- c(fits, lmer(formula, d, reml, control = tight(algorithm), start = list(theta = theta)))
  }
  fits[[which.max(sapply(fits, logLik))]]
}
polished <- function(fit, formula, d, reml) {
  found <- getME(fit, "theta")
  if (isSingular(fit)) return(list(fit = fit, moved = NULL))
  parts <- lFormula(formula, d, reml)
  deviance <- do.call(mkLmerDevfun, parts)
  theta <- found
  for (pass in 1:4) theta <- theta - solve(hessian(deviance, theta), grad(deviance, theta))
  stopifnot(max(abs(theta - found)) < 1e-4, deviance(theta) <= deviance(found) + 1e-10)
  end <- list(par = theta, fval = deviance(theta), conv = 0, message = "")
  list(fit = mkMerMod(environment(deviance), end, parts$reTrms, parts$fr), moved = max(abs(theta - found)))
}
total <- function(fit, d) { # Henderson's equations
  X <- getME(fit, "X"); Z <- as.matrix(getME(fit, "Z")); G <- levels(factor(d$group))
  v <- as.matrix(VarCorr(fit)$group); q <- nrow(v); s <- sigma(fit)^2
  if (rcond(v) < 1e-10) return(NULL)
  D <- kronecker(diag(length(G)), v)
  C <- solve(rbind(cbind(crossprod(X), crossprod(X, Z)), cbind(crossprod(Z, X), crossprod(Z) + s * solve(D))) / s)
  p <- ncol(X)
  sapply(seq_along(G), function(g) {
    w <- rep(0, nrow(C)); w[q] <- 1; w[p + (g - 1) * q + q] <- 1
    sqrt(drop(w %*% C %*% w))
  })
}
describe <- function(formula, d, reml, random) {
  end <- polished(best(formula, d, reml), formula, d, reml)
  fit <- end$fit
  other <- tryCatch(
    as.numeric(logLik(lme(y ~ x, d, random, method = if (reml) "REML" else "ML", control = lmeControl(
      msMaxIter = 500, tolerance = 1e-12, msTol = 1e-14, opt = "optim", reltol = 1e-15)))),
    error = function(e) NULL
  )
  effects <- ranef(fit, condVar = TRUE)$group
  list(
    coefficients = unname(fixef(fit)), standardErrors = unname(sqrt(diag(as.matrix(vcov(fit))))),
    residualVariance = sigma(fit)^2, effectCovariance = as.vector(VarCorr(fit)$group),
    moved = end$moved, logLikelihood = as.numeric(logLik(fit)), nlme = other, singular = isSingular(fit),
    ids = rownames(effects), effects = as.vector(t(as.matrix(effects))),
    conditional = as.vector(attr(effects, "postVar")), totalError = total(fit, d)
  )
}
case <- function(file) {
  d <- read.csv(file); d$group <- as.character(d$group)
  slope <- describe(y ~ x + (x | group), d, TRUE, ~ x | group)
  intercept <- describe(y ~ x + (1 | group), d, TRUE, ~ 1 | group)
  lr <- max(0, 2 * (slope$logLikelihood - intercept$logLikelihood))
  d$m <- ave(d$x, d$group)
  test <- function(fit) coef_test(fit, "CR2", cluster = d$group)[, c("beta", "SE", "df_Satt", "p_Satt")]
  rows <- if (max(abs(d$m - mean(d$m))) > 1e-9) {
    a <- test(lm(y ~ I(x - m) + m, d)); b <- test(lm(y ~ x + m, d))
    list(within = unlist(a[2, ], use.names = FALSE), between = unlist(a[3, ], use.names = FALSE),
      difference = unlist(b[3, ], use.names = FALSE))
  }
  list(
    slope = slope, intercept = intercept, ml = describe(y ~ x + (x | group), d, FALSE, ~ x | group),
    statistic = lr, pValue = mean(pchisq(lr, 1:2, lower.tail = FALSE)), withinBetween = rows
  )
}
golden <- list(sleepstudy = case("sleepstudy.csv"), places = case("places.csv"), alike = case("alike.csv"))
write_golden(golden, "mixed.json", c("lme4", "nlme", "clubSandwich", "numDeriv"))
