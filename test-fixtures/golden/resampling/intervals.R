# boot.ci's five intervals for the coefficient of `need`, from refits on the rows of rows-drawn.csv.
source("common.R")
p <- panel()
rows <- integers("rows-drawn.csv")
statistic <- function(data, rows) {
  fit <- lm(provision ~ need + share_65, data[rows, ])
  c(coef(fit)[["need"]], vcovHC(fit, "HC1")["need", "need"])
}
t0 <- statistic(p, seq_len(nrow(p)))
t <- t(apply(rows, 1, function(drawn) statistic(p, drawn)))
drop <- vapply(seq_len(nrow(p)), function(i) statistic(p, -i)[1], 0)
influence <- (nrow(p) - 1) * (t0[1] - drop)

intervals <- function(replicates, level) {
  made <- list(
    t0 = t0, t = t[seq_len(replicates), ], R = replicates, data = p, sim = "ordinary", stype = "i",
    weights = rep(1 / nrow(p), nrow(p)), strata = rep(1, nrow(p)), statistic = statistic, seed = 1, call = quote(boot())
  )
  class(made) <- "boot"
  ci <- suppressWarnings(
    boot.ci(made, conf = level, type = c("norm", "basic", "stud", "perc", "bca"), L = influence)
  )
  ends <- function(x) x[, (ncol(x) - 1):ncol(x)]
  list(
    replicates = replicates, level = level, normal = ends(ci$normal), basic = ends(ci$basic),
    studentized = ends(ci$student), percentile = ends(ci$percent), BCa = ends(ci$bca)
  )
}
cases <- Map(intervals, c(999, 999, 999, 999, 499, 237), c(0.95, 0.9, 0.99, 0.8, 0.95, 0.9))
names(cases) <- NULL
write_golden(list(
  estimate = t0[1], stdError = sqrt(t0[2]), estimates = t[, 1], stdErrors = sqrt(t[, 2]),
  influence = influence, acceleration = sum(influence^3) / (6 * sum(influence^2)^1.5), cases = cases
), "intervals.json")
