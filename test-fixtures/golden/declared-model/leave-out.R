# Writes leave-out.json: run `Rscript leave-out.R` in this folder, which has panel.csv. A declared model of England on
# 30 June 2022 fitted again by lm or glm without each ICB, and without each of the ten PCNs that move the effect of need
# most: by R's dfbeta for least squares, to first order by sandwich's estfun and bread else. The product of age and need
# is of deviations from the means of the PCNs that are left. Covariances by sandwich and clubSandwich.
source("../joint/json.R")
suppressMessages({library(sandwich); library(clubSandwich)})
d <- read.csv("panel.csv")
d$w <- d$patients / 1e4
d$provision <- d$fte / d$w
d$any <- as.numeric(d$fte > 0)
control <- glm.control(epsilon = 1e-15, maxit = 100)

with_terms <- function(f, w) {
  centred <- function(x) x - weighted.mean(x, w)
  f$need <- f$ltc_share
  f$age <- centred(f$share_65_plus)
  f$product <- f$age * centred(f$ltc_share)
  f$.w <- w
  f
}
intervals <- function(estimate, se, df) {
  width <- qt(0.975, df) * se
  list(estimate = estimate, conf_low = estimate - width, conf_high = estimate + width)
}
least_squares <- function(weights, fixed, errors) function(f, start) {
  f <- with_terms(f, if (weights == "patients") f$w else rep(1, nrow(f)))
  formula <- provision ~ need + share_65_plus + product
  if (fixed != "none") formula <- update(formula, as.formula(paste("~ . + factor(", fixed, ")")))
  environment(formula) <- environment()
  fit <- if (weights == "none") lm(formula, f) else lm(formula, f, weights = .w)
  told <- if (errors == "HC1") intervals(coef(fit)[["need"]], sqrt(vcovHC(fit, "HC1")["need", "need"]), df.residual(fit)) else {
    test <- coef_test(fit, vcov = vcovCR(fit, cluster = f$icb, type = "CR2"), test = "Satterthwaite", coefs = "need")
    intervals(test$beta, test$SE, test$df_Satt)
  }
  list(told = told, change = dfbeta(fit)[, "need"])
}
links <- list(
  poisson = list(d1 = exp, d2 = exp),
  logit = list(
    d1 = function(e) plogis(e) * plogis(-e), d2 = function(e) plogis(e) * plogis(-e) * (1 - 2 * plogis(e))
  )
)
likelihood <- function(form) function(f, start) {
  f <- with_terms(f, rep(1, nrow(f)))
  f$y <- if (form == "poisson") f$fte else f$any
  f$o <- if (form == "poisson") log(f$w) else 0
  formula <- y ~ need + share_65_plus + product
  family <- if (form == "poisson") poisson() else quasibinomial()
  again <- function(start) suppressWarnings(glm(formula, family, f, offset = o, start = start, control = control))
  fit <- again(coef(again(start)))
  b <- coef(fit)
  x <- model.matrix(fit)
  dx <- cbind(0, 1, 0, f$age)
  link <- links[[form]]
  own <- drop(dx %*% b)
  eta <- fit$linear.predictors
  share <- 1 / nrow(f) / exp(f$o)
  gradient <- colSums(share * (link$d2(eta) * own * x + link$d1(eta) * dx))
  v <- vcovCL(fit, f$icb, type = "HC1", cadjust = TRUE)
  told <- intervals(sum(share * link$d1(eta) * own), sqrt(drop(gradient %*% v %*% gradient)), Inf)
  list(told = told, change = drop(estfun(fit) %*% bread(fit) %*% gradient), start = b)
}
asked <- list(
  list(model = list(outcome = "fte_per_10k", form = "level", weights = "none", fixed_effects = "none", errors = "HC1"), fit = least_squares("none", "none", "HC1")),
  list(model = list(outcome = "fte_per_10k", form = "level", weights = "patients", fixed_effects = "none", errors = "HC1"), fit = least_squares("patients", "none", "HC1")),
  list(model = list(outcome = "fte_per_10k", form = "level", weights = "none", fixed_effects = "region", errors = "CR2 icb"), fit = least_squares("none", "region", "CR2")),
  list(model = list(outcome = "fte", form = "poisson", weights = "none", fixed_effects = "none", errors = "CR1 icb"), fit = likelihood("poisson")),
  list(model = list(outcome = "any", form = "logit", weights = "none", fixed_effects = "none", errors = "CR1 icb"), fit = likelihood("logit"))
)
cases <- lapply(asked, function(one) {
  full <- one$fit(d, NULL)
  icbs <- sort(unique(d$icb))
  pcns <- d$pcn[order(-abs(full$change))][1:10]
  rows <- c(
    lapply(icbs, function(code) c(list(level = "icb", code = code), one$fit(d[d$icb != code, ], full$start)$told)),
    lapply(pcns, function(code) c(list(level = "pcn", code = code), one$fit(d[d$pcn != code, ], full$start)$told))
  )
  c(one$model, list(all = full$told$estimate, rows = rows))
})
write_golden(list(cases = cases), "leave-out.json", c("sandwich", "clubSandwich"))
