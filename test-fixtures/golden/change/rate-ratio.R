# Writes rate-ratio.json: run `Rscript rate-ratio.R` in this folder, after change.R. The relative index of inequality as a
# ratio of rates: FTE (rate x patients / 10,000) on the ridit of x, weighted by patients, glm with log link and patients as
# exposure; standard errors by cluster (sandwich::vcovCL, HC1) and without (vcovHC, HC1).
source("../joint/json.R")
suppressMessages(library(sandwich))
panel <- read.csv("change.csv")
at <- function(t) {
  d <- panel[panel$period == t, ]
  share <- d$patients / sum(d$patients)
  d$ridit <- sapply(d$x, function(v) sum(share[d$x < v]) + sum(share[d$x == v]) / 2)
  d$fte <- d$y * d$patients / 10000
  fit <- suppressWarnings(glm(fte ~ ridit + offset(log(patients)), poisson, d, epsilon = 1e-14, maxit = 100))
  clustered <- sqrt(vcovCL(fit, cluster = d$cluster, type = "HC1")[2, 2])
  g <- length(unique(d$cluster))
  list(period = t, n = nrow(d), mean = 10000 * sum(d$fte) / sum(d$patients), estimate = exp(coef(fit)[[2]]),
       std_error = clustered, df = g - 1, conf_low = exp(coef(fit)[[2]] - qt(0.975, g - 1) * clustered),
       conf_high = exp(coef(fit)[[2]] + qt(0.975, g - 1) * clustered),
       p_value = 2 * pt(-abs(coef(fit)[[2]] / clustered), g - 1), hc1 = sqrt(vcovHC(fit, type = "HC1")[2, 2]))
}
write_golden(list(rows = lapply(1:10, at)), "rate-ratio.json", "sandwich")
