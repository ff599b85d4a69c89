# Sensitivity of a least-squares coefficient, computed the long way: run here with `Rscript sensitivity.R`.
# - omitted: an omitted variable that is known (the column rural) put into the regression, and its partial R-squareds.
# - selection: outcomes built so that what is omitted goes with need `delta` times as strongly as the control does.
# - bounds: the least and greatest coefficient and HC1 limit over all corners of eight unknown outcomes; limits: the same of few
#   observations, and the limits at the least and the greatest coefficient.
# - tipping: the added amount at which coefficient and HC1 interval reach zero, by root finding.
# - dfbetas: R's own.
setwd("../resampling")
source("common.R")
p <- panel()

partial <- function(whole, without) 1 - deviance(whole) / deviance(without)
short <- lm(provision ~ need + share_65, p)
long <- lm(provision ~ need + share_65 + rural, p)
omitted <- list(
  estimate = coef(short)[["need"]], classicalError = sqrt(diag(vcov(short)))[["need"]],
  degreesOfFreedom = df.residual(short),
  withColumn = partial(lm(need ~ share_65 + rural, p), lm(need ~ share_65, p)), withOutcome = partial(long, short),
  adjusted = coef(long)[["need"]], adjustedError = sqrt(diag(vcov(long)))[["need"]],
  confLow = confint(long)["need", 1], confHigh = confint(long)["need", 2]
)

selection <- lapply(c(0.4, 1, 2.5), function(delta) {
  n <- nrow(p)
  control <- resid(lm(share_65 ~ 1, p))
  hidden <- resid(lm(rural ~ control, p))
  # cov(rest, column) / var(rest) = delta x cov(index, column) / var(index), and the column itself does nothing to y.
  index <- 0.8 * control
  rest <- 0.6 * hidden
  column <- 0.5 * index + delta * 0.5 * rest + resid(lm(provision ~ control + hidden, p))
  y <- index + rest + 0.3 * resid(lm(need ~ column + control + hidden, p))
  list(
    delta = delta, y = y, column = column, control = control,
    maximum = summary(lm(y ~ column + control + hidden))$r.squared
  )
})

unknown <- 1:8
corners <- as.matrix(expand.grid(rep(list(c(0, 2)), length(unknown))))
slopes <- apply(corners, 1, function(corner) {
  y <- p$provision
  y[unknown] <- corner
  coef(lm(y ~ need + share_65, p))[["need"]]
})
limit <- function(corner, sign) {
  y <- p$provision
  y[unknown] <- corner
  fit <- lm(y ~ need + share_65, p)
  coef(fit)[["need"]] + sign * qt(0.975, df.residual(fit)) * sqrt(vcovHC(fit, "HC1")["need", "need"])
}
bounds <- list(
  low = min(slopes), high = max(slopes),
  confLow = min(apply(corners, 1, limit, -1)), confHigh = max(apply(corners, 1, limit, 1))
)
# Unknown where need is near its mean, which moves the coefficient little and its error much: the corner of the least
# limit is not that of the least coefficient.
few <- p[seq_len(24), ]
near <- order(abs(few$need - mean(few$need)))[unknown]
far <- as.matrix(expand.grid(rep(list(c(0, 3)), length(unknown))))
of_few <- function(corner) {
  y <- few$provision
  y[near] <- corner
  fit <- lm(y ~ need, few)
  half <- qt(0.975, df.residual(fit)) * sqrt(vcovHC(fit, "HC1")["need", "need"])
  coef(fit)[["need"]] + c(0, -1, 1) * half
}
ends <- apply(far, 1, of_few)
limits <- list(
  y = few$provision, need = few$need, unknown = near - 1,
  confLow = min(ends[2, ]), confHigh = max(ends[3, ]),
  atLeast = ends[2, which.min(ends[1, ])], atGreatest = ends[3, which.max(ends[1, ])]
)

direction <- as.numeric(p$need < median(p$need))
sign <- sign(coef(lm(provision ~ need, p))[["need"]])
if (sign < 0) direction <- 1 - direction
steep <- p$provision + sign * 12 * p$need
added <- function(amount) lm(steep + amount * direction ~ need, p)
margin <- function(amount) {
  fit <- added(amount)
  abs(coef(fit)[["need"]]) - qt(0.975, df.residual(fit)) * sqrt(vcovHC(fit, "HC1")["need", "need"])
}
zero <- uniroot(function(a) coef(added(a))[["need"]], c(0, 1000), tol = 1e-13)$root
tipping <- list(
  y = steep, direction = direction, slope = coef(added(1))[["need"]] - coef(added(0))[["need"]], zero = zero,
  start = margin(0), insignificant = uniroot(margin, c(0, zero), tol = 1e-13)$root
)

setwd("../sensitivity")
write_golden(list(
  omitted = omitted, selection = selection, bounds = bounds, limits = limits, tipping = tipping,
  dfbeta = unname(dfbeta(short)[, "need"]), dfbetas = unname(dfbetas(short)[, "need"])
), "sensitivity.json")
