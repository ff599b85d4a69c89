# Writes change.csv and change.json: run `Rscript change.R` in this folder. Ten cross-sections of 90 PCN-like units in 15
# clusters whose slope falls from the seventh on: slopes per standard deviation and their leave-one-cluster-out
# covariance by lm in a loop, Hotelling's test, the trend, sup-F over dates by hand, the date by strucchange, and the
# slope index of inequality by lm on weighted ridits.
source("../joint/json.R")
suppressMessages(library(strucchange))
set.seed(20120301)
units <- 90; periods <- 10
panel <- expand.grid(unit = seq_len(units), period = seq_len(periods))
panel$cluster <- (panel$unit - 1) %/% 6 + 1
x <- round(runif(units, 0.05, 0.4), 2)
patients <- round(runif(units, 20000, 90000))
shared <- matrix(rnorm(15 * periods, 0, 0.15), 15)
panel$x <- round(x[panel$unit] + 0.01 * (panel$period > 4), 3)
panel$patients <- patients[panel$unit]
panel$y <- round(pmax(0, 0.3 + 0.1 * panel$period - 1.4 * (panel$period > 6) * panel$x +
  shared[cbind(panel$cluster, panel$period)] + rnorm(nrow(panel), 0, 0.2)), 4)
panel <- panel[-sample(nrow(panel), 20), ]
write.csv(panel, "change.csv", row.names = FALSE, quote = FALSE)
panel <- read.csv("change.csv")
years <- (0:9) / 2
g <- 15

series <- function(relative) {
  b <- function(d, sd) coef(lm(y ~ x, d))[["x"]] * sd / (if (relative) mean(d$y) else 1)
  all <- sapply(1:periods, function(t) { d <- panel[panel$period == t, ]; b(d, sd(d$x)) })
  out <- sapply(1:periods, function(t) {
    d <- panel[panel$period == t, ]
    sapply(1:g, function(k) b(d[d$cluster != k, ], sd(d$x)))
  })
  u <- sweep(-out, 2, -colMeans(out))
  v <- (g - 1) / g * crossprod(u)
  r <- diff(diag(periods))
  w <- drop(t(r %*% all) %*% solve(r %*% v %*% t(r), r %*% all))
  q <- periods - 1
  f <- w * (g - q) / (q * (g - 1))
  a <- (years - mean(years)) / sum((years - mean(years))^2)
  trend <- sum(a * all); se <- sqrt(drop(a %*% v %*% a))
  sup <- sapply(2:(periods - 2), function(k) {
    c <- c(rep(-1 / k, k), rep(1 / (periods - k), periods - k))
    sum(c * all)^2 / drop(c %*% v %*% c)
  })
  # strucchange counts the last period before the break
  fit <- breakpoints(all ~ 1, h = 2, breaks = 1)
  list(
    estimates = all, covariance = v, f = f, p = pf(f, q, g - q, lower.tail = FALSE), trend = trend, trendError = se,
    trendP = 2 * pt(-abs(trend / se), g - 1), supF = max(sup), supAt = which.max(sup) + 1,
    at = fit$breakpoints, r2 = summary(lm(all ~ breakfactor(fit)))$r.squared
  )
}
last <- panel[panel$period == periods, ]
share <- last$patients / sum(last$patients)
ridit <- sapply(last$x, function(v) sum(share[last$x < v]) + sum(share[last$x == v]) / 2)
weighted <- lm(y ~ ridit, last, weights = patients)
ends <- predict(weighted, data.frame(ridit = 0:1))
write_golden(list(
  absolute = series(FALSE), relative = series(TRUE), ridits = ridit, sii = coef(weighted)[["ridit"]],
  mean = weighted.mean(last$y, last$patients), ratio = ends[[2]] / ends[[1]]
), "change.json", "strucchange")
