# Writes calibration.json: run `Rscript calibration.R` in this folder. The panel is that of ../slopes; PCN i of a snapshot,
# from 0, has 40 + (37 i mod 400) respondents, over the design effect.
# - Reliability, moments and regression calibration by their formulas, with lm; jackknife by area, and by observation, by
#   fitting again without each.
# - df: Satterthwaite's of clubSandwich's CR2, of the regression on the calibrated need.
# - mecor: the same by its standard regression calibration, with one error variance for all.
source("../joint/json.R")
suppressMessages(library(clubSandwich))
library(mecor)
panel <- read.csv("../slopes/slopes.csv")
calibrate <- function(d) {
  s <- var(d$need) - mean(d$v)
  d$guess <- s / (s + d$v) * (d$need - mean(d$need))
  list(reliability = s / var(d$need), observed = coef(lm(provision ~ need, d))[[2]],
       moments = coef(lm(provision ~ need, d))[[2]] * var(d$need) / s,
       estimate = coef(lm(provision ~ guess, d))[[2]], guess = d$guess)
}
jackknife <- function(d, unit) {
  b <- sapply(unique(unit), function(g) calibrate(d[unit != g, ])$estimate)
  sqrt((length(b) - 1) / length(b) * sum((b - mean(b))^2))
}
at <- function(snapshot, design_effect) {
  d <- panel[panel$snapshot == snapshot, ]
  d$v <- d$need * (1 - d$need) / ((40 + (37 * (seq_len(nrow(d)) - 1)) %% 400) / design_effect)
  found <- calibrate(d)
  d$guess <- found$guess
  fit <- lm(provision ~ guess, d)
  df <- function(area) coef_test(fit, vcovCR(fit, cluster = d[[area]], type = "CR2"), test = "Satterthwaite")$df_Satt[2]
  list(snapshot = snapshot, design_effect = design_effect, error_sd = sqrt(mean(d$v)), reliability = found$reliability,
       observed = found$observed, moments = found$moments, estimate = found$estimate,
       icb = list(std_error = jackknife(d, d$icb), df = df("icb")),
       sub_icb = list(std_error = jackknife(d, d$sub_icb), df = df("sub_icb")),
       none = list(std_error = jackknife(d, seq_len(nrow(d))), df = nrow(d) - 2))
}
rows <- do.call(c, lapply(sort(unique(panel$snapshot)), function(s) lapply(c(1, 1.5, 2), function(e) at(s, e))))
first <- panel[panel$snapshot == min(panel$snapshot), ]
one <- mecor(provision ~ MeasErrorRandom(need, variance = 0.001), data = first)
write_golden(list(rows = rows, mecor = list(variance = 0.001, estimate = one$corfit$coef[[2]])), "calibration.json", c("clubSandwich", "mecor"))
