# Writes shared-draws.csv and shared-draws.json: run `Rscript shared-draws.R` in this folder. Six correlated estimates with
# bootstrap draws and their standard errors; Romano-Wolf p-values, the sup-t critical value and the first period that
# stays significant, each computed by naive loops over the same draws.
source("json.R")
set.seed(20050730)
b <- 399
s <- 6
estimates <- c(-0.10, 0.21, 0.02, 0.17, 0.33, 0.48)
std_errors <- c(0.08, 0.09, 0.07, 0.09, 0.11, 0.15)
common <- rnorm(b)
draws <- sapply(1:s, function(j) round(estimates[j] + std_errors[j] * (0.7 * common + 0.8 * rt(b, 8)), 6))
draw_errors <- sapply(1:s, function(j) round(std_errors[j] * sqrt(rchisq(b, 20) / 20), 6))
columns <- as.data.frame(cbind(draws, draw_errors))
names(columns) <- c(paste0("draw_", 1:s), paste0("error_", 1:s))
write.csv(columns, "shared-draws.csv", row.names = FALSE, quote = FALSE)
columns <- as.matrix(read.csv("shared-draws.csv"))
draws <- columns[, 1:s]
draw_errors <- columns[, s + 1:s]

t_observed <- estimates / std_errors
romano_wolf <- function(t_draws) {
  remaining <- seq_len(s)
  p <- numeric(s)
  least <- 0
  while (length(remaining) > 0) {
    top <- remaining[which.max(abs(t_observed[remaining]))]
    count <- 0
    for (r in seq_len(nrow(t_draws))) {
      if (max(abs(t_draws[r, remaining])) >= abs(t_observed[top])) count <- count + 1
    }
    least <- max(least, (1 + count) / (nrow(t_draws) + 1))
    p[top] <- least
    remaining <- setdiff(remaining, top)
  }
  p
}
centred <- sweep(draws, 2, estimates)
studentised <- centred / draw_errors
scaled <- sweep(centred, 2, std_errors, "/")

largest <- sort(apply(abs(scaled), 1, max))
critical <- function(level) {
  place <- ceiling((b + 1) * level)
  weight <- diff(pbeta(0:b / b, place, b - place + 1))
  centre <- sum(weight * largest)
  list(level = level, value = largest[place], error = sqrt(sum(weight * (largest - centre)^2)))
}

first_lasting <- function(estimate, error, value) {
  for (first in seq_len(s)) {
    rest <- first:s
    if (all(abs(estimate[rest]) > value * error[rest]) && length(unique(sign(estimate[rest]))) == 1) return(first - 1)
  }
  s
}
answers <- function(error_of) {
  found <- sapply(seq_len(b), function(r) first_lasting(draws[r, ], error_of(r), 1.96))
  shares <- as.vector(table(factor(found, 0:s))) / b
  list(
    shares = shares,
    modal = as.numeric(names(which.max(table(factor(found, 0:s))))),
    low = unname(quantile(found, 0.05, type = 1)),
    high = unname(quantile(found, 0.95, type = 1))
  )
}

p_raw <- c(0.011, 0.02, 0.8, 0.0004, 0.011, 0.3, 0.04, 0, 1)
p_sets <- list(p_raw, c(0.01, 0.02, 0.03), 0.4, 2 * pnorm(-abs(t_observed)), rep(0.05, 15))
write_golden(
  list(
    estimates = estimates,
    stdErrors = std_errors,
    romanoWolf = list(scaled = romano_wolf(scaled), studentised = romano_wolf(studentised)),
    supT = lapply(c(0.5, 0.9, 0.95, 0.99), critical),
    firstLasting = list(
      observed = first_lasting(estimates, std_errors, 1.96),
      fixed = answers(function(r) std_errors), drawn = answers(function(r) draw_errors[r, ])
    ),
    adjusted = lapply(p_sets, function(p) {
      list(p = I(p), holm = I(p.adjust(p, "holm")))
    })
  ),
  "shared-draws.json"
)
