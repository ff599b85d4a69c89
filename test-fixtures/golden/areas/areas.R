# Run in this folder: Rscript areas.R
source("../joint/json.R")
# One ICB of 14 PCNs that reported, in closed form: its mean and the gap of a group with the delete-one jackknife, and
# the slope on need with CR2 of clusters of one (HC2 with the degrees of freedom of Bell and McCaffrey).
suppressMessages(library(clubSandwich))
n <- 14
i <- 0:(n - 1)
need <- 0.1 + ((i * 5) %% n) / 40
share <- ((i * 3) %% n) / 20
patients <- 20000 + 1500 * ((i * 9) %% 13)
fte <- ((i * 4) %% 9) / 3
rate <- 1e4 * fte / patients
jackknife <- function(of) {
  b <- sapply(1:n, function(k) of(-k))
  qt(0.975, n - 1) * sqrt((n - 1) / n * sum((b - mean(b))^2))
}
mean_of <- function(g) weighted.mean(rate[g], patients[g])
inside <- function(g) weighted.mean(rate[g], (patients * share)[g])
outside <- function(g) weighted.mean(rate[g], (patients * (1 - share))[g])
gap <- function(g) inside(g) - outside(g)
all <- 1:n
fit <- lm(rate ~ need)
test <- conf_int(fit, vcovCR(fit, cluster = all, type = "CR2"), test = "Satterthwaite")
write_golden(list(
  mean = mean_of(all), half = jackknife(mean_of), per_fte = sum(patients) / sum(fte), need = weighted.mean(need, patients),
  constant = unname(coef(fit)[1]), slope = test$beta[2], error = test$SE[2], df = test$df[2], low = test$CI_L[2], high = test$CI_U[2],
  inside = inside(all), outside = outside(all), gap = gap(all), gap_half = jackknife(gap)
), "areas.json", "clubSandwich")
