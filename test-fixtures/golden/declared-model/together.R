# Writes together.csv and together.json: run `Rscript together.R` in this folder. A panel of 96 PCNs in 14 ICBs of unequal
# size over five snapshots, made by arithmetic alone; some PCNs come late or go early. The slopes of need at all snapshots
# from one stacked lm or glm, every term by snapshot, with the covariances of sandwich (vcovCL) and clubSandwich (vcovCR),
# the approximate Hotelling test (HTZ), Satterthwaite's degrees of freedom, and average slopes by the delta method.
source("../joint/json.R")
suppressMessages({
  library(sandwich)
  library(clubSandwich)
})
pcns <- 96
i <- rep(seq_len(pcns), 5)
t <- rep(1:5, each = pcns)
uniform <- function(a, b) ((i * a + t * b) %% 67) / 67
still <- function(a) ((i * a) %% 89) / 89
d <- data.frame(
  pcn = sprintf("U%05d", i), snapshot = c("2020-03-31", "2020-09-30", "2021-03-31", "2021-12-31", "2022-06-30")[t],
  icb = sprintf("Q%02d", floor(1.4 * sqrt(i))), region = sprintf("Y%d", 1 + floor(i / 25)), tenth = 1 + floor(11 * still(53)),
  patients = 20000 + round(40000 * still(31)),
  ltc_share = round(0.35 + 0.2 * still(17) + 0.02 * uniform(3, 11), 5),
  core20_share = round(0.05 + 0.5 * still(41) + 0.05 * uniform(13, 3), 5),
  share_65_plus = round(0.1 + 0.2 * still(29) + 0.01 * uniform(5, 7), 5)
)
raw <- 0.15 * t + 0.5 * still(23) + (0.25 * d$ltc_share + 0.1 * d$share_65_plus - 0.2 * d$core20_share) * t + 0.9 * (uniform(13, 29) - 0.55)
d$fte <- ifelse(uniform(31, 17) < 0.35 * (1 - still(17)) + 0.05, 0, round(pmax(raw, 0.1) * d$patients / 1e4, 3))
d <- d[!(t == 1 & i %% 9 == 0) & !(t == 5 & i %% 13 == 0), ]
write.csv(d, "together.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("together.csv")
d$snapshot <- factor(d$snapshot)
d$provision <- 1e4 * d$fte / d$patients
d$exposure <- d$patients / 1e4
periods <- levels(d$snapshot)
times <- as.numeric(as.Date(periods) - as.Date(periods[1])) / 365.25
line <- (times - mean(times)) / sum((times - mean(times))^2)
k <- length(periods)
combinations <- list(pooled = rep(1 / k, k), change = c(-1, rep(0, k - 2), 1), trend = line)

# Products are of deviations from the mean within a snapshot, weighted as the regression is.
with_terms <- function(need, weights) {
  d$need <- d[[need]]
  d$w <- if (weights == "patients") d$exposure else 1
  for (s in periods) {
    own <- d$snapshot == s
    centred <- function(x) x[own] - weighted.mean(x[own], d$w[own])
    d$product[own] <- centred(d$need) * centred(d$share_65_plus)
    d$deviation[own] <- centred(d$share_65_plus)
  }
  d
}
formula_of <- function(fixed) {
  paste("0 + snapshot + snapshot:need + snapshot:share_65_plus + snapshot:product", if (fixed == "none") "" else paste0("+ snapshot:factor(", fixed, ")"))
}
# A constant for each area but the first, in every snapshot; the stacked design must be of full rank for vcovCR.
stacked_lm <- function(response, need, weights, fixed) {
  d <- with_terms(need, weights)
  x <- model.matrix(~ 0 + snapshot + snapshot:need + snapshot:share_65_plus + snapshot:product, d)
  if (fixed != "none") {
    areas <- sort(unique(d[[fixed]]))[-1]
    for (s in periods) for (a in areas) x <- cbind(x, as.numeric(d$snapshot == s & d[[fixed]] == a))
  }
  colnames(x)[seq_len(4 * k)] <- c(paste0("c", 1:k), paste0("need", 1:k), paste0("z", 1:k), paste0("p", 1:k))
  if (ncol(x) > 4 * k) colnames(x)[(4 * k + 1):ncol(x)] <- paste0("a", seq_len(ncol(x) - 4 * k))
  data <- data.frame(y = response(d), x, w = d$w)
  lm(reformulate(colnames(x), "y", intercept = FALSE), data, weights = if (weights == "patients") w else NULL)
}
at <- (k + 1):(2 * k)
p_of <- function(t, df) if (is.infinite(df)) 2 * pnorm(-abs(t)) else 2 * pt(-abs(t), df)
numbers <- function(b, v, df) {
  lapply(combinations, function(w) {
    error <- sqrt(drop(w %*% v %*% w))
    own <- if (is.function(df)) df(w) else df
    list(estimate = sum(w * b), std_error = error, df = if (is.infinite(own)) list() else own, p = p_of(sum(w * b) / error, own))
  })
}
rows_of <- function(r, columns) {
  m <- matrix(0, nrow(r), columns)
  m[, at] <- r
  m
}
htz <- function(fit, v, r) {
  w <- Wald_test(fit, constraints = rows_of(r, length(coef(fit))), vcov = v, test = "HTZ")
  list(f = w$Fstat, df1 = w$df_num, df2 = w$df_denom, p = w$p_val)
}
wald <- function(b, v, r, df2) {
  gap <- drop(r %*% b)
  q <- nrow(r)
  f <- drop(gap %*% solve(r %*% v %*% t(r), gap)) / q
  list(f = f, df1 = q, df2 = if (is.infinite(df2)) list() else df2, p = if (is.infinite(df2)) pchisq(f * q, q, lower.tail = FALSE) else pf(f, q, df2, lower.tail = FALSE))
}
zero <- diag(k)
equal <- diff(diag(k))
ols <- function(response, need, weights, fixed, errors) {
  fit <- stacked_lm(response, need, weights, fixed)
  if (errors == "CR2 icb") {
    v <- cr2 <- vcovCR(fit, cluster = d$icb, type = "CR2")
    df <- function(w) Wald_test(fit, constraints = rows_of(rbind(w), length(coef(fit))), vcov = cr2, test = "HTZ")$df_denom
    tests <- list(zero = htz(fit, cr2, zero), equal = htz(fit, cr2, equal))
  } else if (errors == "icb") {
    v <- vcovCL(fit, cluster = d$icb, type = "HC1")
    df <- length(unique(d$icb)) - 1
    cr2 <- vcovCR(fit, cluster = d$icb, type = "CR2")
    tests <- list(zero = htz(fit, cr2, zero), equal = htz(fit, cr2, equal))
  } else if (errors == "two_way icb tenth") {
    by <- function(g) vcovCL(fit, cluster = g, type = "HC1")
    v <- by(d$icb) + by(d$tenth) - by(paste(d$icb, d$tenth))
    df <- length(unique(d$tenth)) - 1
    tests <- list()
  } else {
    v <- vcovCL(fit, cluster = d$pcn, type = if (errors == "HC0") "HC0" else "HC1", cadjust = errors != "HC0")
    df <- length(unique(d$pcn)) - 1
    tests <- list(zero = wald(coef(fit)[at], v[at, at], zero, df), equal = wald(coef(fit)[at], v[at, at], equal, df))
  }
  b <- unname(coef(fit)[at])
  v <- unname(as.matrix(v)[at, at])
  c(list(estimates = b, covariance = as.vector(t(v))), numbers(b, v, df), tests)
}
pseudo <- function(form, need, weights, errors, scale) {
  d <- with_terms(need, weights)
  # From the mean within a snapshot, which moves the constants alone: glm squares the condition of what it is given.
  d$need <- d$need - ave(d$need, d$snapshot)
  d$share_65_plus <- d$share_65_plus - ave(d$share_65_plus, d$snapshot)
  formula <- ~ 0 + snapshot + snapshot:need + snapshot:share_65_plus + snapshot:product
  d$y <- if (form == "poisson") d$fte else as.numeric(d$fte > 0)
  family <- if (form == "poisson") poisson else binomial
  d$offset <- if (form == "poisson") log(d$exposure) else 0
  fit <- suppressWarnings(glm(update(formula, y ~ .), family, d, weights = w, offset = offset, epsilon = 1e-300, maxit = 30))
  groups <- if (errors == "icb") d$icb else d$pcn
  v <- vcovCL(fit, cluster = groups, type = if (errors == "HC0") "HC0" else "HC1", cadjust = errors != "HC0")
  b <- coef(fit)
  if (scale == "effect") {
    jacobian <- matrix(0, k, length(b))
    effects <- numeric(k)
    x <- model.matrix(fit)
    for (s in seq_len(k)) {
      own <- which(d$snapshot == periods[s])
      share <- d$w[own] / sum(d$w[own]) / exp(d$offset[own])
      eta <- predict(fit)[own]
      mean1 <- if (form == "poisson") exp(eta) else dlogis(eta)
      mean2 <- if (form == "poisson") exp(eta) else dlogis(eta) * (1 - 2 * plogis(eta))
      slope <- b[k + s] + b[3 * k + s] * d$deviation[own]
      effects[s] <- sum(share * mean1 * slope)
      jacobian[s, ] <- colSums(share * mean2 * slope * x[own, ])
      jacobian[s, k + s] <- jacobian[s, k + s] + sum(share * mean1)
      jacobian[s, 3 * k + s] <- jacobian[s, 3 * k + s] + sum(share * mean1 * d$deviation[own])
    }
    v <- jacobian %*% v %*% t(jacobian)
    b <- effects
  } else {
    v <- v[at, at]
    b <- b[at]
  }
  b <- unname(b)
  v <- unname(v)
  tests <- if (errors == "icb") list() else list(zero = wald(b, v, zero, Inf), equal = wald(b, v, equal, Inf))
  c(list(estimates = b, covariance = as.vector(t(v))), numbers(b, v, Inf), tests)
}
level <- function(d) d$provision
logged <- function(d) log1p(d$provision)
case <- function(outcome, form, weights, fixed, errors, scale, values) {
  c(list(outcome = outcome, form = form, weights = weights, fixed_effects = fixed, errors = errors, scale = scale), values)
}
of_ols <- function(form, weights, fixed, errors) {
  case("fte_per_10k", form, weights, fixed, errors, "effect", ols(if (form == "level") level else logged, "ltc_share", weights, fixed, errors))
}
of_pseudo <- function(form, weights, errors, scale) {
  outcome <- if (form == "poisson") "fte" else "any"
  case(outcome, form, weights, "none", errors, scale, pseudo(form, "ltc_share", weights, errors, scale))
}
cases <- list(
  of_ols("level", "none", "none", "HC0"), of_ols("level", "none", "none", "HC1"), of_ols("level", "none", "none", "icb"),
  of_ols("level", "none", "none", "CR2 icb"), of_ols("level", "patients", "none", "CR2 icb"),
  of_ols("level", "patients", "none", "HC1"), of_ols("level", "none", "region", "CR2 icb"),
  of_ols("log1p", "none", "none", "CR2 icb"), of_ols("log1p", "patients", "region", "icb"),
  of_ols("level", "none", "none", "two_way icb tenth"),
  of_pseudo("poisson", "none", "icb", "effect"), of_pseudo("poisson", "none", "icb", "coefficient"),
  of_pseudo("poisson", "none", "HC1", "effect"), of_pseudo("poisson", "none", "HC0", "coefficient"),
  of_pseudo("poisson", "patients", "icb", "coefficient"), of_pseudo("logit", "none", "icb", "coefficient"),
  of_pseudo("logit", "none", "HC1", "effect")
)
# Two needs, each in a regression of its own, stacked once more.
two_needs <- function() {
  both <- list(stacked_lm(level, "ltc_share", "none", "none"), stacked_lm(level, "core20_share", "none", "none"))
  x <- lapply(both, model.matrix)
  n <- nrow(x[[1]])
  block <- rbind(cbind(x[[1]], matrix(0, n, ncol(x[[2]]))), cbind(matrix(0, n, ncol(x[[1]])), x[[2]]))
  colnames(block) <- paste0("x", seq_len(ncol(block)))
  data <- data.frame(y = rep(d$provision, 2), block)
  fit <- lm(reformulate(colnames(block), "y", intercept = FALSE), data)
  v <- vcovCR(fit, cluster = rep(d$icb, 2), type = "CR2")
  own <- c(at, ncol(x[[1]]) + at)
  test <- function(weights) {
    r <- matrix(0, 2, ncol(block))
    r[1, own[1:k]] <- weights
    r[2, own[k + 1:k]] <- weights
    w <- Wald_test(fit, constraints = r, vcov = v, test = "HTZ")
    list(f = w$Fstat, df1 = w$df_num, df2 = w$df_denom, p = w$p_val)
  }
  list(last = test(c(rep(0, k - 1), 1)), pooled = test(rep(1 / k, k)))
}
write_golden(list(cases = cases, needs = two_needs()), "together.json", c("sandwich", "clubSandwich"))
