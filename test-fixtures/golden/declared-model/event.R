# Writes event.csv and event.json: run `Rscript event.R` in this folder. A panel of 60 PCNs over five snapshots made by
# arithmetic alone; slopes of need around an event by fixest's two-way fixed effects, clustered by PCN with its own
# small-sample factor, and their joint tests by Wald on the same covariance.
source("../joint/json.R")
suppressMessages(library(fixest))
i <- rep(1:60, 5)
t <- rep(1:5, each = 60)
uniform <- function(a, b) ((i * a + t * b) %% 67) / 67
still <- function(a) ((i * a) %% 61) / 61
d <- data.frame(
  pcn = sprintf("U%05d", i), snapshot = c("2021-12-31", "2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31")[t],
  need = round(0.4 + 0.2 * still(17) + 0.01 * uniform(3, 11), 5), share_65_plus = round(0.1 + 0.2 * still(29) + 0.01 * uniform(5, 7), 5)
)
d$provision <- round(
  0.1 * t + 0.3 * still(23) + (0.2 * d$need + 0.1 * d$share_65_plus) * t + ifelse(t > 3, 0.5 * d$need, 0) +
    0.2 * (uniform(13, 29) - 0.5), 5
)
write.csv(d, "event.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("event.csv")
reference <- "2022-06-30"
first <- d[d$snapshot == reference, ]
d$x <- first$need[match(d$pcn, first$pcn)]
d$z <- first$share_65_plus[match(d$pcn, first$pcn)]
fits <- list(
  alone = feols(provision ~ i(snapshot, x, ref = "2022-06-30") | pcn + snapshot, d, cluster = ~pcn),
  covariate = feols(
    provision ~ i(snapshot, x, ref = "2022-06-30") + i(snapshot, z, ref = "2022-06-30") | pcn + snapshot, d, cluster = ~pcn
  )
)
of <- function(fit) {
  at <- grep(":x$", names(coef(fit)))
  b <- coef(fit)[at]
  v <- vcov(fit)[at, at]
  wald <- function(rows) {
    f <- drop(t(b[rows]) %*% solve(v[rows, rows], b[rows])) / length(rows)
    list(f = f, p = pf(f, length(rows), 59, lower.tail = FALSE))
  }
  weights <- c(-1, -1, 1.5, 1.5) / 3
  list(
    estimate = unname(b), std_error = unname(sqrt(diag(v))), before = wald(1:2), after = wald(3:4),
    shift = sum(weights * b), shift_error = sqrt(drop(weights %*% v %*% weights))
  )
}
write_golden(lapply(fits, of), "event.json", "fixest")
