# Writes one JSON file a data set, beside its CSV file, and session-info.txt: run `Rscript make-golden.R` in this folder.
#
# HC and two-way covariances, CR0 and CR1 come from sandwich, CR2 with its degrees of freedom from estimatr, tests and
# intervals from lmtest. CR3 is computed from its definition, by fits that leave out one cluster each. The fixest
# convention is computed from the formulas in its vignette "On standard-errors" and the help page of ssc().
# The polynomial is so ill-conditioned that sandwich and estimatr, which multiply by (X'X)^-1, keep only 5 digits of its
# covariance, or fewer. Its reference is theirs on the orthonormal columns Q of a QR decomposition, taken back to the
# powers by R^-1, which is the same in exact arithmetic and loses no digits.
# Zero weights: sandwich counts them as observations in n while lm does not, so the reference is the fit without them.
suppressMessages({
  library(sandwich)
  library(lmtest)
  library(estimatr)
})

designs <- list(
  "well-conditioned" = c("x1", "x2", "x3"),
  "polynomial" = paste0("x", 1:6),
  "small" = c("x1", "x2"),
  "high-leverage" = c("x1", "x2"),
  "unbalanced" = c("between", "within", "x3"),
  "few-clusters" = c("treated", "x2"),
  "zero-heavy" = c("need", "older", "rural"),
  "zero-weights" = c("x1", "x2"),
  "cluster-dummy" = c("x1", "only_third"),
  "negative-eigenvalue" = c("x1", "x2", "x3")
)

numbers <- function(x) {
  text <- ifelse(is.finite(x), sprintf("%.17g", as.vector(x)), "null")
  paste0("[", paste(text, collapse = ", "), "]")
}
quoted <- function(x) paste0('"', gsub('"', "'", x), '"')

tests_of <- function(estimates, v, df) {
  se <- sqrt(diag(v))
  t <- estimates / se
  half <- qt(0.975, df) * se
  cbind(se, t, 2 * pt(-abs(t), df), estimates - half, estimates + half)
}

lmtest_of <- function(fit, v, df) {
  do.call(rbind, lapply(seq_along(df), function(j) {
    c(coeftest(fit, v, df = df[j])[j, 2:4], coefci(fit, vcov. = v, df = df[j])[j, ])
  }))
}

# What vcovCL does with fix = TRUE; not the same in another basis.
semidefinite <- function(v) {
  parts <- eigen(v, symmetric = TRUE)
  parts$vectors %*% (pmax(parts$values, 0) * t(parts$vectors))
}

record <- function(setting, type, convention, clusters, reference, v, df, factors, fit = setting$fit, tests = NULL) {
  estimates <- coef(fit)
  df <- rep_len(df, length(estimates))
  if (!is.null(setting$back)) {
    estimates <- setting$back %*% estimates
    v <- setting$back %*% v %*% t(setting$back)
    if (length(clusters) == 2) v <- semidefinite(v)
    tests <- tests_of(as.vector(estimates), v, df)
  } else if (is.null(tests)) {
    tests <- lmtest_of(fit, v, df)
  }
  fields <- c(
    data = quoted(setting$data), weighted = tolower(setting$weighted),
    columns = paste0("[", paste(quoted(setting$columns), collapse = ", "), "]"),
    type = quoted(type), convention = quoted(convention),
    clusters = paste0("[", paste(quoted(clusters), collapse = ", ")[length(clusters) > 0], "]"),
    reference = quoted(reference), estimates = numbers(estimates), covariance = numbers(v),
    degreesOfFreedom = numbers(df), factors = numbers(factors),
    stdError = numbers(tests[, 1]), t = numbers(tests[, 2]), pValue = numbers(tests[, 3]),
    confLow = numbers(tests[, 4]), confHigh = numbers(tests[, 5])
  )
  entries <<- c(entries, paste0("  {\n", paste0("    ", quoted(names(fields)), ": ", fields, collapse = ",\n"), "\n  }"))
}

# Orthonormal columns in place of the design's: q, and the matrix that takes their coefficients back.
orthonormal <- function(x, w) {
  parts <- qr(x * sqrt(w))
  stopifnot(parts$pivot == seq_len(ncol(x)))
  list(q = qr.Q(parts) / sqrt(w), back = backsolve(qr.R(parts), diag(ncol(x))))
}

# Where x_j stands last, its coefficient is that of the last column of Q over a number: CR2 has the same df for both.
cr2_df <- function(x, y, w, cluster, weighted) {
  vapply(seq_len(ncol(x)), function(j) {
    data <- data.frame(y, orthonormal(cbind(x[, -j], x[, j]), w)$q, cluster, w)
    model <- reformulate(names(data)[1 + seq_len(ncol(x))], "y", intercept = FALSE)
    fit <- if (weighted) {
      lm_robust(model, data, weights = w, clusters = cluster, se_type = "CR2")
    } else {
      lm_robust(model, data, clusters = cluster, se_type = "CR2")
    }
    unname(fit$df[ncol(x)])
  }, 0)
}

heteroskedastic <- function(setting) {
  fit <- setting$fit
  n <- nobs(fit)
  df <- df.residual(fit)
  record(setting, "classical", "stata", NULL, "vcov(lm)", vcov(fit), df, 1)
  for (type in c("HC0", "HC1", "HC2", "HC3", "HC4", "HC4m", "HC5")) {
    reference <- paste0("vcovHC(type = '", type, "')")
    record(setting, type, "stata", NULL, reference, vcovHC(fit, type), df, if (type == "HC1") n / df else 1)
  }
}

# Sum over clusters of the outer products of their scores, between two (X'WX)^-1: no factor.
plain <- function(fit, cluster) vcovCL(fit, cluster, type = "HC0", cadjust = FALSE)

one_way <- function(setting, by) {
  fit <- setting$fit
  cluster <- setting$used[[by]]
  n <- nobs(fit)
  df <- df.residual(fit)
  count <- length(unique(cluster))
  factor <- count / (count - 1) * (n - 1) / df
  v0 <- plain(fit, cluster)
  v1 <- vcovCL(fit, cluster, type = "HC1")
  record(setting, "CR0", "stata", by, "vcovCL(type = 'HC0', cadjust = FALSE)", v0, count - 1, 1)
  record(setting, "CR1", "stata", by, "vcovCL(type = 'HC1'), G - 1 df", v1, count - 1, factor)
  record(setting, "CR1", "sandwich", by, "vcovCL(type = 'HC1')", v1, df, factor)
  record(setting, "CR1", "fixest", by, "ssc() by formula", v0 * (n - 1) / df * count / (count - 1), count - 1, factor)

  arguments <- list(formula(fit), data = setting$used, clusters = as.name(by), ci = TRUE)
  if (setting$weighted) arguments$weights <- as.name("w")
  stata <- do.call(lm_robust, c(arguments, se_type = "stata"))
  robust_tests <- function(m) cbind(m$std.error, m$statistic, m$p.value, m$conf.low, m$conf.high)
  record(setting, "CR1", "stata", by, "lm_robust(se_type = 'stata')", vcov(stata), stata$df, factor,
    fit = stata, tests = robust_tests(stata)
  )
  cr2 <- do.call(lm_robust, c(arguments, se_type = "CR2"))
  cr2_dfs <- if (is.null(setting$back)) {
    cr2$df
  } else {
    cr2_df(setting$x, setting$used$y, if (setting$weighted) setting$used$w else rep(1, n), cluster, setting$weighted)
  }
  record(setting, "CR2", "stata", by, "lm_robust(se_type = 'CR2')", vcov(cr2), cr2_dfs, 1,
    fit = cr2, tests = robust_tests(cr2)
  )

  without <- lapply(unique(cluster), function(id) update(fit, data = setting$used[cluster != id, ]))
  if (all(vapply(without, function(refit) !anyNA(coef(refit)), NA))) {
    changes <- sapply(without, function(refit) coef(refit) - coef(fit))
    v3 <- tcrossprod(changes)
    record(setting, "CR3", "sandwich", by, "fits without one cluster", v3, df, 1)
    shrink <- (count - 1) / count
    record(setting, "CR3", "stata", by, "fits without one cluster", v3 * shrink, count - 1, shrink)
    if (!setting$weighted) {
      record(setting, "CR3", "sandwich", by, "vcovCL(type = 'HC3')", vcovCL(fit, cluster, type = "HC3"), df, 1)
    }
  }
}

two_way <- function(setting) {
  fit <- setting$fit
  clusters <- setting$used[c("g", "h")]
  both <- interaction(clusters, drop = TRUE)
  n <- nobs(fit)
  df <- df.residual(fit)
  counts <- c(length(unique(clusters$g)), length(unique(clusters$h)), nlevels(both))
  smallest <- min(counts)
  factors <- counts / (counts - 1) * (n - 1) / df
  v0 <- vcovCL(fit, clusters, type = "HC0", cadjust = FALSE, fix = is.null(setting$back))
  v1 <- vcovCL(fit, clusters, type = "HC1", fix = is.null(setting$back))
  single <- smallest / (smallest - 1) * (n - 1) / df
  record(setting, "CR0", "stata", c("g", "h"), "vcovCL(type = 'HC0', cadjust = FALSE, fix = TRUE)", v0, smallest - 1, rep(1, 3))
  record(setting, "CR1", "stata", c("g", "h"), "vcovCL(type = 'HC1', fix = TRUE), min(G) - 1 df", v1, smallest - 1, factors)
  record(setting, "CR1", "sandwich", c("g", "h"), "vcovCL(type = 'HC1', fix = TRUE)", v1, df, factors)
  record(setting, "CR1", "fixest", c("g", "h"), "ssc() by formula", v0 * single, smallest - 1, rep(single, 3))
}

for (name in names(designs)) {
  data <- read.csv(paste0(name, ".csv"))
  entries <- character()
  for (weighted in c(FALSE, TRUE)) {
    if (name == "zero-weights" && !weighted) next
    used <- if (weighted) data[data$w > 0, ] else data
    model <- reformulate(designs[[name]], "y")
    setting <- list(data = name, columns = designs[[name]], weighted = weighted, used = used)
    if (name == "polynomial") {
      setting$x <- model.matrix(model, used)
      parts <- orthonormal(setting$x, if (weighted) used$w else rep(1, nrow(used)))
      setting$back <- parts$back
      setting$used <- used <- data.frame(y = used$y, parts$q, used[c("w", "g", "h")])
      model <- reformulate(paste0("X", seq_len(ncol(parts$q))), "y", intercept = FALSE)
    }
    setting$fit <- if (weighted) lm(model, used, weights = w) else lm(model, used)
    heteroskedastic(setting)
    one_way(setting, "g")
    one_way(setting, "h")
    two_way(setting)
  }
  writeLines(c("[", paste(entries, collapse = ",\n"), "]"), paste0(name, ".json"))
}

writeLines(capture.output(sessionInfo()), "session-info.txt")
