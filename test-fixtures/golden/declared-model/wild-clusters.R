# Writes wild-clusters.json: `Rscript wild-clusters.R` in this folder. The wild cluster bootstrap of a coefficient with
# six covariates on panel.csv, by the weights of wild-weights.csv, as Cameron, Gelbach and Miller (2008) describe it: of
# each null that is tried, outcomes are made anew from the residuals of the regression that has it imposed, every outcome
# is fitted, and its t statistic has CR1 as sandwich's vcovCL (HC1, cadjust); the first fits are held to lm and vcovCL.
source("../joint/json.R")
suppressMessages(library(sandwich))
d <- read.csv("panel.csv")
y <- 1e4 * d$fte / d$patients
x <- cbind(
  1, d$ltc_share, d$income_deprivation, d$core20_share, d$share_65_plus, d$rural, d$share_65_plus^2,
  d$share_65_plus * d$rural
)
codes <- read.csv("wild-weights.csv", colClasses = "character")
letters_of <- function(text) do.call(cbind, strsplit(text, ""))
points <- c(-1, -1, -1, 1, 1, 1) * sqrt(c(1.5, 1, 0.5, 0.5, 1, 1.5))
weights <- list(
  icb = ifelse(letters_of(codes$icb) == "-", -1, 1),
  region = matrix(points[as.integer(letters_of(codes$region)) + 1], 7)
)
n <- nrow(x)
k <- ncol(x)
inverse <- solve(crossprod(x))
row <- drop(x %*% inverse[, 2])

by_cluster <- function(area) {
  group <- match(d[[area]], unique(d[[area]]))
  count <- max(group)
  factor <- count / (count - 1) * (n - 1) / (n - k)
  errors <- function(outcomes) {
    residuals <- outcomes - x %*% (inverse %*% crossprod(x, outcomes))
    sqrt(factor * colSums(rowsum(row * residuals, group)^2))
  }
  v <- weights[[area]][group, ]
  estimate <- sum(row * y)
  std_error <- errors(cbind(y))
  statistics <- function(null) {
    restricted <- lm.fit(x[, -2], y - null * x[, 2])
    outcomes <- restricted$fitted.values + null * x[, 2] + restricted$residuals * v
    if (null == 0) {
      for (r in 1:3) {
        fit <- lm(outcomes[, r] ~ x - 1)
        direct <- coef(fit)[[2]] / sqrt(vcovCL(fit, group, type = "HC1", cadjust = TRUE)[2, 2])
        stopifnot(abs(direct / (crossprod(row, outcomes[, r]) / errors(outcomes[, r, drop = FALSE])) - 1) < 1e-9)
      }
    }
    drop(crossprod(row, outcomes) - null) / errors(outcomes)
  }
  p_at <- function(null) {
    t <- (estimate - null) / std_error
    (1 + sum(abs(statistics(null)) >= abs(t) * (1 - 1e-10))) / (1 + ncol(v))
  }
  # The bound nearest to the estimate: outwards in quarters of a standard error until rejected, then bisected.
  bound <- function(side, level) {
    # A share of 1,000 is not to miss its level by the rounding of 1 - level.
    alpha <- signif(1 - level, 12)
    inside <- 0
    outside <- std_error / 4
    while (p_at(estimate + side * outside) > alpha) {
      inside <- outside
      outside <- outside + std_error / 4
      if (outside > 30 * std_error) stop("not rejected")
    }
    for (step in 1:45) {
      middle <- (inside + outside) / 2
      if (p_at(estimate + side * middle) > alpha) inside <- middle else outside <- middle
    }
    estimate + side * (inside + outside) / 2
  }
  intervals <- lapply(c(0.95, 0.8), function(level) list(level = level, low = bound(-1, level), high = bound(1, level)))
  list(
    area = area, estimate = estimate, std_error = std_error, p_value = p_at(0), p_other = p_at(0.2),
    intervals = intervals
  )
}
write_golden(list(cases = lapply(c("icb", "region"), by_cluster)), "wild-clusters.json", "sandwich")
