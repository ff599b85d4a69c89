# Run in this folder: Rscript inequality.R
source("../joint/json.R")
# Indices of inequality by the packages that analysts use, on 30 made-up areas: ineq, laeken, rineq (CRAN), sandwich.
library(ineq)
library(laeken)
library(rineq)
n <- 30
i <- 0:(n - 1)
values <- ((i * 11) %% 17) / 8
need <- ((i * 7) %% n + 1) / n
tied <- floor(need * 6)
patients <- 20000 + 1000 * ((i * 13) %% 19)
group <- i %% 5
any <- as.numeric(values > 0.7)
equal <- rep(1, n)
robust <- function(type) ci(need, values, equal, type = "CI", method = "linreg_convenience", robust_se = TRUE, rse_type = type)
fit <- ci(need, values, equal, type = "CI", method = "linreg_convenience")
weighted <- ci(need, values, patients, type = "CI", method = "linreg_convenience")
q <- patients / sum(patients)
# rineq::decomposition wants the model matrix's columns and their coefficients.
standard <- (need - 0.4)^2 + 0.2 * ((i * 3) %% 7)
x <- cbind(standard = standard)
rownames(x) <- seq_len(n)
beta <- coef(lm(values ~ standard))[["standard"]]
inequity <- decomposition(values, beta, x, need, equal, correction = FALSE)
inverse <- list(patients = patients, values = values, need = need, tied = tied, group = group, any = any, standard = standard)
# Theil of every patient: ineq takes one value a head, and no zeros.
heads <- rep(values + 0.25, patients / 1000)
groups <- rep(group, patients / 1000)
means <- ave(heads, groups)
write_golden(c(inverse, list(
  gini_equal = Gini(values),
  gini_patients = laeken::gini(values, weights = patients)$value / 100,
  index_equal = fit$concentration_index,
  error_classical = sqrt(fit$variance),
  error_hc1 = sqrt(robust("HC1")$variance),
  error_hc3 = sqrt(robust("HC3")$variance),
  index_patients_rineq = weighted$concentration_index,
  erreygers = ci(need, any, equal, type = "CIc")$concentration_index,
  wagstaff = ci(need, any, equal, type = "CIw")$concentration_index,
  inequity = inequity$ci_contribution[["residual"]],
  theil = Theil(heads),
  theil_between = Theil(means)
)), "inequality.json", c("ineq", "laeken", "rineq", "sandwich"))
