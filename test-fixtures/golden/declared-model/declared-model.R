# Writes panel.csv and declared-model.json: run `Rscript declared-model.R PATH/TO/results/panel.csv` in this folder, the
# panel being that of studies/england-open-data.yaml; without an argument panel.csv is taken as it is here. PCNs of
# England on 30 June 2022 from NHS England's and the Office for National Statistics' files under the Open Government
# Licence v3.0, six digits each; `tenth` is that of registered patients.
# Every form, weighting and covariance of a declared model by lm, glm, sandwich, clubSandwich, fixest and lme4.
source("../joint/json.R")
suppressMessages({library(sandwich); library(clubSandwich); library(fixest); library(lme4)})
path <- commandArgs(TRUE)
if (length(path) == 1) {
  all <- read.csv(path)
  d <- all[all$snapshot == "2022-06-30", ]
  d <- data.frame(
    pcn = d$pcn_code, sub_icb = d$sub_icb_code, icb = d$icb_code, region = d$region_code, patients = d$patients,
    fte = signif(d$fte, 6), ltc_share = signif(d$ltc_share, 6), income_deprivation = signif(d$income_deprivation, 6),
    core20_share = signif(d$core20_share, 6), share_65_plus = signif(d$share_65_plus, 6), rural = signif(d$rural, 6),
    tenth = cut(rank(d$patients, ties.method = "first"), 10, labels = FALSE)
  )
  write.csv(d, "panel.csv", row.names = FALSE, quote = FALSE)
}
d <- read.csv("panel.csv")
d$fte_per_10k <- 1e4 * d$fte / d$patients
d$any <- as.numeric(d$fte > 0)
d$w <- d$patients / 1e4
control <- glm.control(epsilon = 1e-15, maxit = 100)

# Squares and products are of deviations from the mean, weighted as the regression is.
terms_of <- function(w, need = "ltc_share") {
  centred <- function(x) x - weighted.mean(x, w)
  data.frame(
    need = d[[need]], share_65_plus = d$share_65_plus, rural = d$rural, square = centred(d[[need]])^2,
    product = centred(d$share_65_plus) * centred(d[[need]]), slope2 = 2 * centred(d[[need]]),
    other = centred(d$share_65_plus)
  )
}
regressors <- ~ need + share_65_plus + rural + square + product
design <- function(data, w) {
  t <- terms_of(w)
  list(x = model.matrix(regressors, t), dx = cbind(0, 1, 0, 0, t$slope2, t$other), frame = cbind(data, t))
}
clusters <- list(sub_icb = d$sub_icb, icb = d$icb, region = d$region)
tests <- function(b, v, df = Inf) {
  se <- sqrt(diag(v))
  list(estimate = unname(b), std_error = unname(se), p_value = unname(2 * pt(-abs(b / se), df)))
}
cases <- list()
add <- function(case) cases[[length(cases) + 1]] <<- case

# Least squares: HC0 to HC4, CR1 and CR2 by area, two ways.
for (form in c("level", "log1p")) for (weights in c("none", "patients")) {
  w <- if (weights == "patients") d$w else rep(1, nrow(d))
  m <- design(d, w)
  f <- m$frame
  f$y <- if (form == "level") d$fte_per_10k else log1p(d$fte_per_10k)
  fit <- if (weights == "patients") lm(update(regressors, y ~ .), f, weights = w) else lm(update(regressors, y ~ .), f)
  b <- coef(fit)
  base <- list(outcome = "fte_per_10k", form = form, weights = weights, fixed_effects = "none")
  for (type in paste0("HC", 0:4)) add(c(base, list(errors = type), tests(b, vcovHC(fit, type), df.residual(fit))))
  for (area in c("sub_icb", "icb", "region")) {
    g <- clusters[[area]]
    v <- vcovCL(fit, g, type = "HC1", cadjust = TRUE)
    add(c(base, list(errors = paste("CR1", area)), tests(b, v, length(unique(g)) - 1)))
    test <- coef_test(fit, vcov = vcovCR(fit, cluster = g, type = "CR2"), test = "Satterthwaite")
    add(c(base, list(
      errors = paste("CR2", area), estimate = unname(b), std_error = test$SE, p_value = test$p_Satt
    )))
  }
  v <- vcovCL(fit, list(d$icb, d$tenth), type = "HC1", cadjust = TRUE, fix = TRUE)
  add(c(base, list(errors = "two_way icb tenth"), tests(b, v, 9)))
}

# Fixed effects by fixest, whose coefficients are those beside the areas; the areas count among the columns.
for (area in c("region", "icb")) {
  f <- design(d, rep(1, nrow(d)))$frame
  formula <- as.formula(paste("fte_per_10k ~ need + share_65_plus + rural + square + product |", area))
  fit <- feols(formula, f, cluster = ~sub_icb, ssc = ssc(fixef.K = "full", cluster.adj = TRUE))
  se <- unname(se(fit))
  b <- unname(coef(fit))
  add(list(
    outcome = "fte_per_10k", form = "level", weights = "none", fixed_effects = area, errors = "CR1 sub_icb",
    estimate = b, std_error = se, p_value = 2 * pt(-abs(b / se), length(unique(d$sub_icb)) - 1)
  ))
}

# Pseudo-likelihoods. The second fit starts where the first ends, so that weights are those at the maximum.
fit_glm <- function(formula, family, frame, w, offset) {
  frame$.w <- w
  frame$.o <- offset
  environment(formula) <- environment()
  first <- suppressWarnings(glm(formula, family, frame, weights = .w, offset = .o, control = control))
  from <- coef(first)
  suppressWarnings(glm(formula, family, frame, weights = .w, offset = .o, start = from, control = control))
}
derivatives <- list(
  poisson = list(d0 = exp, d1 = exp, d2 = exp),
  logit = list(
    d0 = plogis, d1 = function(e) plogis(e) * plogis(-e),
    d2 = function(e) plogis(e) * plogis(-e) * (1 - 2 * plogis(e))
  )
)
effect_of <- function(b, v, m, eta, w, kind, scale) {
  f <- derivatives[[kind]]
  own <- drop(m$dx %*% b)
  share <- w / sum(w) / scale
  gradient <- colSums(share * (f$d2(eta) * own * m$x + f$d1(eta) * m$dx))
  list(effect = sum(share * f$d1(eta) * own), effect_error = sqrt(drop(gradient %*% v %*% gradient)))
}
for (outcome in c("fte", "any", "core20_share")) for (weights in c("none", "patients")) {
  form <- if (outcome == "fte") "poisson" else "logit"
  if (form == "poisson" && weights == "patients") next
  w <- if (weights == "patients") d$w else rep(1, nrow(d))
  m <- design(d, w)
  offset <- if (form == "poisson") log(d$w) else rep(0, nrow(d))
  m$frame$y <- d[[outcome]]
  fit <- fit_glm(update(regressors, y ~ .), if (form == "poisson") poisson() else quasibinomial(), m$frame, w, offset)
  b <- coef(fit)
  covariances <- list(
    HC0 = vcovHC(fit, "HC0"), HC1 = vcovHC(fit, "HC1"),
    "CR1 sub_icb" = vcovCL(fit, d$sub_icb, type = "HC1", cadjust = TRUE),
    "CR1 icb" = vcovCL(fit, d$icb, type = "HC1", cadjust = TRUE),
    "two_way icb tenth" = vcovCL(fit, list(d$icb, d$tenth), type = "HC1", cadjust = TRUE, fix = FALSE)
  )
  for (errors in names(covariances)) {
    v <- covariances[[errors]]
    effect <- effect_of(b, v, m, fit$linear.predictors, w, form, exp(offset))
    add(c(list(outcome = outcome, form = form, weights = weights, fixed_effects = "none", errors = errors), tests(b, v), effect))
  }
}

# Two parts: the scores of both together.
for (weights in c("none", "patients")) {
  w <- if (weights == "patients") d$w else rep(1, nrow(d))
  m <- design(d, w)
  m$frame$y <- d$any
  first <- fit_glm(update(regressors, y ~ .), quasibinomial(), m$frame, w, rep(0, nrow(d)))
  positive <- d$fte > 0
  amount <- m$frame[positive, ]
  amount$y <- d$fte_per_10k[positive]
  amount$part <- w[positive]
  second <- lm(update(regressors, y ~ .), amount, weights = part)
  b <- c(coef(first), coef(second))
  k <- 6
  xw <- m$x * w
  bread1 <- solve(crossprod(m$x * sqrt(w * fitted(first) * (1 - fitted(first)))))
  bread2 <- solve(crossprod(m$x[positive, ] * sqrt(w[positive])))
  influence <- cbind(
    (xw * (d$any - fitted(first))) %*% bread1,
    {
      part <- matrix(0, nrow(d), k)
      part[positive, ] <- (xw[positive, ] * resid(second)) %*% bread2
      part
    }
  )
  sizes <- c(nrow(d), sum(positive))
  factor_of <- function(errors) {
    if (errors == "HC0") return(c(1, 1))
    if (errors == "HC1") return(sizes / (sizes - k))
    g <- clusters[[sub("CR1 ", "", errors)]]
    counts <- c(length(unique(g)), length(unique(g[positive])))
    counts / (counts - 1) * (sizes - 1) / (sizes - k)
  }
  any <- drop(m$x %*% coef(first))
  size <- drop(m$x %*% coef(second))
  own_any <- drop(m$dx %*% coef(first))
  own_size <- drop(m$dx %*% coef(second))
  f <- derivatives$logit
  share <- w / sum(w)
  effect <- sum(share * (f$d1(any) * own_any * size + f$d0(any) * own_size))
  gradient <- c(
    colSums(share * ((f$d2(any) * own_any * size + f$d1(any) * own_size) * m$x + f$d1(any) * size * m$dx)),
    colSums(share * (f$d1(any) * own_any * m$x + f$d0(any) * m$dx))
  )
  for (errors in c("HC0", "HC1", "CR1 sub_icb", "CR1 icb")) {
    roots <- rep(sqrt(factor_of(errors)), each = k)
    summed <- if (startsWith(errors, "CR1")) rowsum(influence, clusters[[sub("CR1 ", "", errors)]]) else influence
    v <- crossprod(summed) * (roots %o% roots)
    add(c(
      list(outcome = "fte_per_10k", form = "two_part", weights = weights, fixed_effects = "none", errors = errors),
      tests(b, v), list(effect = effect, effect_error = sqrt(drop(gradient %*% v %*% gradient)))
    ))
  }
}

# The wild cluster bootstrap by region: all 128 signs, the null imposed.
f <- design(d, rep(1, nrow(d)))$frame
y <- d$fte_per_10k
x <- model.matrix(regressors, f)
codes <- as.integer(factor(d$region))
t_of <- function(y) {
  fit <- lm.fit(x, y)
  scores <- rowsum(x * fit$residuals, codes)
  bread <- solve(crossprod(x))
  v <- bread %*% crossprod(scores) %*% bread
  fit$coefficients[[2]] / sqrt(v[2, 2])
}
restricted <- lm.fit(x[, -2], y)
signs <- as.matrix(expand.grid(rep(list(c(1, -1)), 7)))
t0 <- t_of(y)
draws <- apply(signs, 1, function(s) t_of(restricted$fitted.values + s[codes] * restricted$residuals))
wild <- mean(abs(draws) >= abs(t0) * (1 - 1e-10))

# By place: a regression in each region, and that all slopes are the same, with the covariance of the interacted one.
slopes <- lapply(split(d, d$region), function(own) {
  fit <- lm(fte_per_10k ~ income_deprivation, own)
  list(region = own$region[1], n = nrow(own), estimate = coef(fit)[[2]])
})
interacted <- lm(fte_per_10k ~ 0 + region + region:income_deprivation + share_65_plus, d)
wald <- lapply(list(HC1 = vcovHC(interacted, "HC1"), "CR1 icb" = vcovCL(interacted, d$icb, type = "HC1", cadjust = TRUE)),
  function(v) {
    at <- grep(":", names(coef(interacted)))
    r <- cbind(-1, diag(6))
    b <- coef(interacted)[at]
    w <- drop(t(r %*% b) %*% solve(r %*% v[at, at] %*% t(r), r %*% b)) / 6
    list(f = w, estimate = unname(b), std_error = unname(sqrt(diag(v)[at])))
  })
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e5), calc.derivs = FALSE)
mixed <- lapply(c(region = "region", icb = "icb"), function(area) {
  d$g <- d[[area]]
  # Centred for the optimiser; the slope is the same.
  d$x <- (d$income_deprivation - mean(d$income_deprivation)) / sd(d$income_deprivation)
  fit <- lmer(fte_per_10k ~ x + (x | g), d, control = tight)
  without <- lmer(fte_per_10k ~ x + (1 | g), d, control = tight)
  list(
    group = rownames(coef(fit)$g), slope = coef(fit)$g$x / sd(d$income_deprivation),
    slope_sd = attr(VarCorr(fit)$g, "stddev")[["x"]] / sd(d$income_deprivation),
    statistic = as.numeric(2 * (logLik(fit) - logLik(without)))
  )
})

write_golden(
  list(cases = cases, wild = list(t = t0, p_value = wild), places = list(slopes = unname(slopes), wald = wald, mixed = mixed)),
  "declared-model.json", c("sandwich", "clubSandwich", "fixest", "lme4")
)
