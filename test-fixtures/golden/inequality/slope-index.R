# Slope and relative indices of inequality by phe_sii of PHEindicatormethods 2.1.2, on ten groups of people. The package
# asks for R >= 4.3; with an older R its own files are read instead, from its unpacked source:
#   Rscript slope-index.R [PATH/TO/PHEindicatormethods] > slope-index.json
suppressMessages({library(dplyr); library(tidyr); library(purrr); library(broom); library(rlang); library(tidyselect); library(jsonlite)})
source_of <- commandArgs(trailingOnly = TRUE)
if (length(source_of) == 1) {
  for (file in c("utils.R", "SII_function.R")) source(file.path(source_of, "R", file))
  version <- read.dcf(file.path(source_of, "DESCRIPTION"), "Version")[[1]]
} else {
  library(PHEindicatormethods)
  version <- as.character(packageVersion("PHEindicatormethods"))
}
groups <- data.frame(
  decile = 1:10,
  patients = c(7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534),
  provision = c(0.31, 0.33, 0.30, 0.36, 0.28, 0.35, 0.29, 0.27, 0.30, 0.25),
  error = rep(0.02, 10))
groups$low <- groups$provision * exp(-0.2)
groups$high <- groups$provision * exp(0.2)
set.seed(1)
linear <- phe_sii(groups, decile, patients, value = provision, se = error, rii = TRUE, intercept = TRUE, repetitions = 10000)
turned <- phe_sii(groups, decile, patients, value = provision, se = error, rii = TRUE, multiplier = -1, repetitions = 1000)
logged <- phe_sii(groups, decile, patients, value = provision, value_type = 1, lower_cl = low, upper_cl = high,
  transform = TRUE, rii = TRUE, intercept = TRUE, repetitions = 1000)
rank <- (cumsum(groups$patients) - groups$patients / 2) / sum(groups$patients)
rates <- glm(provision * patients ~ rank + offset(log(patients)), quasipoisson, groups)
of <- function(found, names) setNames(as.list(unlist(found[1, names])), names)
cat(toJSON(list(
  script = "slope-index.R", R = as.character(getRversion()), PHEindicatormethods = version,
  packages = sapply(c("dplyr", "tidyr", "purrr", "broom"), function(name) as.character(packageVersion(name)), simplify = FALSE),
  patients = groups$patients, provision = groups$provision, rank = rank,
  linear = of(linear, c("sii", "rii", "intercept", "sii_lower95_0cl", "sii_upper95_0cl")),
  turned = of(turned, c("sii", "rii")),
  logged = of(logged, c("sii", "rii", "intercept")),
  poisson = exp(coef(rates)[["rank"]])
), auto_unbox = TRUE, digits = NA), "\n")
