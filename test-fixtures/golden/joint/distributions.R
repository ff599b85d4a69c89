# Writes distributions.json: run `Rscript distributions.R` in this folder. Upper tails of chi-squared, F and the normal,
# into the far tail, and normal quantiles.
source("json.R")
rows <- function(...) unname(as.matrix(data.frame(...)))
chi <- expand.grid(
  x = c(1e-10, 1e-3, 0.5, 1, 3.84, 10, 25, 50, 100, 200, 500, 1000, 1400),
  df = c(1, 2, 3, 5, 14, 15, 30, 100, 1000)
)
f <- expand.grid(
  x = c(1e-10, 1e-3, 0.5, 1, 3.84, 10, 25, 50, 100, 200, 1000),
  df1 = c(1, 2, 14, 15, 30), df2 = c(1, 2, 5, 30, 57, 1268, 1e5)
)
fp <- pf(f$x, f$df1, f$df2, lower.tail = FALSE)
kept <- fp > 1e-280
z <- c(-38, -20, -5, -1.96, -1, -1e-8, 0, 0.3, 1, 1.96, 3, 5, 8, 10, 20, 30, 37)
p <- c(1e-300, 1e-100, 1e-20, 1e-10, 1e-6, 0.001, 0.025, 0.05, 0.1, 0.25, 0.4, 0.500001, 0.75, 0.9, 0.975, 0.9999)
write_golden(
  list(
    chiSquared = rows(chi, pchisq(chi$x, chi$df, lower.tail = FALSE)),
    f = rows(f, fp)[kept, ],
    normalUpper = rows(z, pnorm(z, lower.tail = FALSE)),
    normalQuantile = rows(p, qnorm(p))
  ),
  "distributions.json"
)
