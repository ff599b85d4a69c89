# Writes clusters.json: run `Rscript clusters.R` in this folder. The panel of stacked.csv with its 40 units in 10 clusters
# of unequal size: CR2 with Satterthwaite degrees of freedom and the approximate Hotelling test of clubSandwich on the
# dense stacked design; slopes and CR1 standard errors of sandwich in draws of whole clusters, refitted row by row.
source("json.R")
suppressMessages({
  library(sandwich)
  library(clubSandwich)
})
panel <- read.csv("stacked.csv")
panel$time <- c(0, 1, 2, 4, 5.5)[panel$period]
panel$cluster <- floor(sqrt(3 * panel$unit))
panel$period <- factor(panel$period)
periods <- nlevels(panel$period)

wald <- function(fit, v, r) {
  w <- Wald_test(fit, constraints = r, vcov = v, test = "HTZ")
  list(f = w$Fstat, df = w$df_num, denominatorDf = w$df_denom, pValue = w$p_val)
}
tests <- function(stacked, pooled) {
  v <- vcovCR(stacked, cluster = panel$cluster, type = "CR2")
  r <- matrix(0, periods, length(coef(stacked)))
  r[cbind(seq_len(periods), grep("^period[0-9]:x$", names(coef(stacked))))] <- 1
  trend <- coef_test(pooled, vcov = vcovCR(pooled, cluster = panel$cluster, type = "CR2"), test = "Satterthwaite")
  trend <- trend[rownames(trend) == "x:time", ]
  list(
    zero = wald(stacked, v, r), equal = wald(stacked, v, diff(r)),
    trend = list(
      trend = trend$beta, trendStdError = trend$SE, degreesOfFreedom = trend$df_Satt, pValue = trend$p_Satt,
      confLow = trend$beta - qt(0.975, trend$df_Satt) * trend$SE, confHigh = trend$beta + qt(0.975, trend$df_Satt) * trend$SE
    )
  )
}

# Clusters numbered from 0 in the order in which they first come, as they are drawn.
ids <- unique(panel$cluster[order(panel$period)])
# The draws of replicates 0 to 3 of the random stream (11, "clusters"); see RandomStream.
drawn <- rbind(
  c(6, 7, 4, 7, 2, 3, 0, 1, 8, 2), c(7, 9, 7, 9, 0, 6, 2, 5, 9, 3),
  c(6, 5, 2, 9, 9, 2, 6, 7, 5, 3), c(9, 7, 5, 1, 6, 4, 1, 0, 7, 6)
)
g <- length(ids)
refit <- function(clusters) {
  rows <- lapply(seq_along(clusters), function(i) {
    own <- panel[panel$cluster == ids[clusters[i] + 1], ]
    own$copy <- i
    own
  })
  drawn <- do.call(rbind, rows)
  sapply(levels(panel$period), function(period) {
    own <- drawn[drawn$period == period, ]
    fit <- lm(y ~ x, own)
    n <- nobs(fit)
    v <- vcovCL(fit, own$copy, type = "HC0", cadjust = FALSE)[2, 2]
    c(coef(fit)[[2]], sqrt(v * g / (g - 1) * (n - 1) / (n - 2)))
  })
}
draws <- lapply(seq_len(nrow(drawn)), function(r) refit(drawn[r, ]))

write_golden(
  list(
    clusters = panel$cluster,
    simple = tests(lm(y ~ 0 + period + period:x, panel), lm(y ~ 0 + period + x + x:time, panel)),
    adjusted = tests(
      lm(y ~ 0 + period + period:x + period:w, panel), lm(y ~ 0 + period + period:w + x + x:time, panel)
    ),
    slopes = do.call(rbind, lapply(draws, function(draw) draw[1, ])),
    stdErrors = do.call(rbind, lapply(draws, function(draw) draw[2, ]))
  ),
  "clusters.json", c("sandwich", "clubSandwich")
)
