# Regressions of provision on need, recomputed by R from a run's panel.csv.
# Rscript make-regressions-golden.R PATH/TO/OUT > regressions-golden.json
# The panel is that of studies/england-open-data.yaml on the real data pack.
suppressMessages({library(sandwich); library(lmtest)})
panel <- read.csv(file.path(commandArgs(TRUE)[1], "results", "panel.csv"))
needs <- c("core20_share", "income_deprivation", "ltc_share", "need_predicted")
digits <- function(x) formatC(x, digits = 17, format = "g")
rows <- c()
for (snapshot in sort(unique(panel$snapshot))) for (need in needs) for (outcome in c("fte_per_10k", "fte_per_10k_ltc")) {
  d <- panel[panel$snapshot == snapshot, ]
  d$y <- if (outcome == "fte_per_10k") d$fte_per_10k else 1e4 * d$fte / (d$patients * d$ltc_share)
  fit <- lm(reformulate(need, "y"), d)
  v <- vcovHC(fit, type = "HC1")
  test <- coeftest(fit, vcov. = v)
  interval <- coefci(fit, vcov. = v)
  for (i in 1:2) rows <- c(rows, sprintf(
    '    ["%s", "%s", "%s", "%s", %d, %s, %s, %s, %s, %s]', outcome, snapshot, need, c("constant", "need")[i], nobs(fit),
    digits(test[i, 1]), digits(test[i, 2]), digits(interval[i, 1]), digits(interval[i, 2]), digits(test[i, 4])))
}
cat('{\n  "made_by": "make-regressions-golden.R",\n')
cat(sprintf('  "versions": "%s, sandwich %s, lmtest %s",\n', R.version.string, packageVersion("sandwich"), packageVersion("lmtest")))
cat('  "columns": ["outcome", "snapshot", "need", "term", "n", "estimate", "std_error", "conf_low", "conf_high", "p_value"],\n  "rows": [\n')
cat(paste(rows, collapse = ",\n"), "\n  ]\n}\n")
