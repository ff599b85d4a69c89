# Writes dependent.json: run `Rscript dependent.R` in this folder. What was not measured, not reported or rests on few
# places, with errors that allow for clusters: the panel of ../slopes, CR2 by area with Satterthwaite's degrees of freedom
# of clubSandwich.
# - unmeasured: the confounder alike in both at which sensemakr's adjusted estimate is as far from zero as the interval is
#   wide, by root finding; the interval's width that of the clustered error.
# - tipping: the provision in each PCN of need above the median, of the first forty, at which the interval reaches zero.
# - bounds: the least and greatest limit over all corners of six unknown outcomes.
# - without: the slope and its interval without the first ICB.
source("../joint/json.R")
suppressMessages(library(clubSandwich))
panel <- read.csv("../slopes/slopes.csv")
panel <- panel[panel$snapshot == "2020-03-31", ]
panel$row <- seq_len(nrow(panel))
inferred <- function(fit, clusters) {
  test <- coef_test(fit, vcovCR(fit, cluster = clusters, type = "CR2"), test = "Satterthwaite")
  width <- qt(0.975, test$df_Satt[2]) * test$SE[2]
  list(estimate = coef(fit)[[2]], std_error = test$SE[2], df = test$df_Satt[2], conf_low = coef(fit)[[2]] - width,
       conf_high = coef(fit)[[2]] + width, p_value = test$p_Satt[2])
}
by_area <- function(area) {
  fit <- lm(provision ~ need, panel)
  found <- inferred(fit, panel[[area]])
  se <- summary(fit)$coefficients[2, 2]
  df <- df.residual(fit)
  width <- qt(0.975, found$df) * found$std_error * sqrt(df / (df - 1))
  left <- function(r) sensemakr::adjusted_estimate(found$estimate, se = se, dof = df, r2dz.x = r, r2yz.dx = r)
  root <- function(target) uniroot(function(r) left(r) - target, c(0, 0.999), tol = 1e-14)$root
  some <- panel$row <= 40
  there <- as.numeric(some & panel$need < median(panel$need))
  low <- function(a) {
    panel$y <- panel$provision + a * there
    inferred(lm(y ~ need, panel), panel[[area]])$conf_low
  }
  unknown <- c(3, 50, 100, 150, 200, 239)
  corners <- as.matrix(expand.grid(rep(list(0:1), 6)))
  limits <- apply(corners, 1, function(u) {
    panel$y <- panel$provision
    panel$y[unknown] <- 2 * u
    unlist(inferred(lm(y ~ need, panel), panel[[area]])[c("conf_low", "conf_high")])
  })
  rest <- panel[panel$icb != panel$icb[1], ]
  list(fit = found, robustness_value = root(0),
       robustness_value_interval = if (abs(found$estimate) > width) root(width) else 0,
       tipping = if (found$conf_low > 0) uniroot(low, c(0, 5), tol = 1e-13)$root else 0,
       limits = I(c(min(limits[1, ]), max(limits[2, ]))), without = inferred(lm(provision ~ need, rest), rest[[area]]))
}
write_golden(list(icb = by_area("icb"), sub_icb = by_area("sub_icb")), "dependent.json", c("clubSandwich", "sensemakr"))
