# Recomputes every regression and joint test of a run from its panel.csv, and prints the largest relative difference.
# Rscript check-run.R PATH/TO/OUT        (needs the packages sandwich and lmtest)
suppressMessages({library(sandwich); library(lmtest)})
out <- commandArgs(TRUE)[1]
table <- function(name) { f <- file.path(out, "results", name); if (file.exists(f)) read.csv(f) else NULL }
panel <- table("panel.csv")
apart <- function(ours, theirs) max(abs(ours - theirs) / pmax(abs(theirs), 1e-300))
report <- function(what, value) cat(sprintf("%-28s %.1e\n", what, value))

outcomes <- list(figure3.csv = function(d) d$fte_per_10k, tableS2.csv = function(d) 1e4 * d$fte / (d$patients * d$ltc_share))
for (name in names(outcomes)) if (!is.null(rows <- table(name))) {
  worst <- 0
  for (i in seq_len(nrow(rows))) {
    row <- rows[i, ]
    d <- panel[panel$snapshot == row$snapshot, ]
    d$y <- outcomes[[name]](d)
    fit <- lm(reformulate(row$need, "y"), d)
    v <- vcovHC(fit, type = "HC1")
    j <- if (row$term == "constant") 1 else 2
    stopifnot(row$n == nobs(fit))
    worst <- max(worst, apart(unlist(row[c("estimate", "std_error", "p_value", "conf_low", "conf_high")]),
                              c(coeftest(fit, vcov. = v)[j, c(1, 2, 4)], coefci(fit, vcov. = v)[j, ])))
  }
  report(name, worst)
}

if (!is.null(rows <- table("table2.csv"))) {
  d <- panel[panel$snapshot == max(panel$snapshot), ]
  fit <- lm(reformulate(setdiff(rows$term, "constant"), "need_published"), d)
  test <- coeftest(fit, vcov. = vcovHC(fit, type = "HC1"))
  terms <- ifelse(rows$term == "constant", "(Intercept)", rows$term)
  report("table2.csv", apart(as.matrix(rows[c("estimate", "std_error", "p_value")]), test[terms, c(1, 2, 4)]))
}

if (!is.null(tests <- table("joint_tests.csv"))) {
  worst <- 0
  joint <- table("joint.csv")
  for (need in unique(tests$need)) {
    d <- panel[!is.na(panel[[need]]) & !is.na(panel$fte_per_10k), ]
    d$x <- d[[need]]
    d$s <- factor(d$snapshot)
    d$years <- as.numeric(as.Date(d$snapshot) - as.Date(min(d$snapshot))) / 365.25
    units <- length(unique(d$pcn_code))
    clustered <- function(fit) vcovCL(fit, cluster = d$pcn_code, type = "HC0", cadjust = FALSE) *
      units / (units - 1) * (nobs(fit) - 1) / (nobs(fit) - length(coef(fit)))
    stacked <- lm(fte_per_10k ~ 0 + s + s:x, d)
    periods <- nlevels(d$s)
    slopes <- periods + seq_len(periods)
    b <- coef(stacked)[slopes]
    w <- clustered(stacked)[slopes, slopes]
    f <- function(r) { e <- r %*% b; drop(t(e) %*% solve(r %*% w %*% t(r), e)) / nrow(r) }
    line <- lm(fte_per_10k ~ 0 + s + x + I(x * years), d)
    k <- length(coef(line))
    trend <- coef(line)[k]
    se <- sqrt(clustered(line)[k, k])
    t <- qt(0.975, units - 1)
    zero <- f(diag(periods))
    equal <- f(diff(diag(periods)))
    of <- function(name, column) tests[tests$need == need & tests$test == name, column]
    worst <- max(worst,
      apart(of("all zero", "statistic"), zero), apart(of("all zero", "p_value"), pf(zero, periods, units - 1, lower.tail = FALSE)),
      apart(of("all equal", "statistic"), equal), apart(of("all equal", "p_value"), pf(equal, periods - 1, units - 1, lower.tail = FALSE)),
      apart(of("trend per year", "statistic"), trend), apart(of("trend per year", "conf_low"), trend - t * se),
      apart(of("trend per year", "p_value"), 2 * pt(-abs(trend / se), units - 1)),
      apart(joint$p_holm[joint$need == need], p.adjust(joint$p_value[joint$need == need], "holm")))
  }
  report("joint.csv, joint_tests.csv", worst)
}
