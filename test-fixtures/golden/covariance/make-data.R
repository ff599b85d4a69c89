# Writes the data sets: run `Rscript make-data.R` in this folder, then `Rscript make-golden.R`.
# All values have few digits, so that the CSV files hold exactly what R and TypeScript read.
suppressMessages(library(sandwich))
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

write <- function(name, ...) {
  write.csv(data.frame(...), paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
}
weights_of <- function(n) round(exp(rnorm(n)), 3)
label <- function(prefix, index) sprintf("%s%02d", prefix, index)

# Three ordinary regressors, errors that spread with the first.
set.seed(1)
n <- 80
x1 <- round(runif(n), 4)
x2 <- round(rnorm(n), 4)
x3 <- rbinom(n, 1, 0.4)
g <- sample(16, n, TRUE, prob = 1:16)
write("well-conditioned",
  y = round(1 + 2 * x1 - x2 + 0.5 * x3 + rnorm(16)[g] * 0.4 + rnorm(n) * (0.2 + 2 * x1), 4),
  x1, x2, x3, w = weights_of(n), g = label("g", g), h = label("h", rep(1:8, 10))
)

# Raw powers of x up to the sixth on 0.5 to 2, nearly dependent.
set.seed(2)
n <- 120
x <- round(seq(0.5, 2, length.out = n) + runif(n, -0.004, 0.004), 3)
g <- rep(1:30, each = 4)[sample(n)]
write("polynomial",
  y = round(sin(3 * x) + rnorm(n) * 0.1 * x, 4),
  x1 = x, x2 = round(x^2, 6), x3 = round(x^3, 9), x4 = round(x^4, 12), x5 = round(x^5, 12), x6 = round(x^6, 12),
  w = weights_of(n), g = label("g", g), h = label("h", rep(1:10, 12))
)

# Eight rows.
set.seed(3)
write("small",
  y = round(rnorm(8), 3), x1 = c(1, 2, 4, 3, 8, 5, 7, 9), x2 = round(rnorm(8), 3), w = weights_of(8),
  g = c("a", "a", "b", "b", "c", "c", "d", "d"), h = c("p", "q", "r", "p", "q", "r", "p", "q")
)

# One observation far from all others.
set.seed(4)
n <- 40
x1 <- round(c(rnorm(n - 1), 140), 3)
write("high-leverage",
  y = round(x1 + rnorm(n) * (1 + abs(x1)), 3), x1, x2 = round(rnorm(n), 3), w = weights_of(n),
  g = label("g", c(rep(1:13, 3), 14)), h = label("h", rep(1:8, 5))
)

# Clusters of 1 to 60 observations, several of one; a regressor that varies between clusters only.
set.seed(5)
sizes <- c(60, 35, 20, 14, 10, 9, 8, 7, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1)
g <- rep(seq_along(sizes), sizes)
n <- length(g)
between <- round(rnorm(length(sizes)), 3)[g]
within <- round(rnorm(n), 3)
write("unbalanced",
  y = round(2 + between + 0.5 * within + rnorm(length(sizes))[g] + rnorm(n), 3),
  between, within, x3 = round(runif(n) + 0.3 * within, 3), w = weights_of(n),
  g = label("g", g), h = label("h", sample(9, n, TRUE))
)

# Five clusters; a treatment of two of them.
set.seed(6)
g <- rep(1:5, c(15, 12, 10, 8, 5))
n <- length(g)
treated <- as.integer(g %in% c(2, 4))
write("few-clusters",
  y = round(treated + rnorm(5)[g] + rnorm(n), 3), treated, x2 = round(rnorm(n), 3), w = weights_of(n),
  g = label("g", g), h = label("h", rep(1:10, 5))
)

# Sixty units in five quarters, two thirds of the outcomes zero; units as clusters, quarters as the other.
set.seed(7)
unit <- rep(1:60, each = 5)
n <- length(unit)
need <- round(pmin(0.8, pmax(0.05, 0.3 + 0.1 * rnorm(60)[unit] + 0.03 * rnorm(n))), 4)
older <- round(0.1 + 0.2 * runif(60)[unit], 4)
spread <- rnorm(60)[unit] * 0.5 + rnorm(n)
write("zero-heavy",
  y = round(pmax(0, -0.6 - 0.8 * need + 2 * older + (0.4 + need) * spread), 4),
  need, older, rural = as.integer((unit * 7) %% 10 > 7), w = round(30000 * exp(0.4 * rnorm(60)[unit])),
  g = label("u", unit), h = label("q", rep(1:5, 60))
)

# A fifth of the weights zero, and with them the whole of clusters 3 and 9.
set.seed(8)
n <- 90
g <- rep(1:15, 6)
x1 <- round(rnorm(n), 3)
write("zero-weights",
  y = round(x1 + rnorm(15)[g] + rnorm(n), 3), x1, x2 = round(runif(n), 3),
  w = ifelse(g %in% c(3, 9) | runif(n) < 0.1, 0, weights_of(n)),
  g = label("g", g), h = label("h", rep(1:9, each = 10))
)

# A cluster that alone identifies a coefficient: blocks of CR2 that are singular.
set.seed(9)
g <- rep(1:12, each = 4)
n <- length(g)
write("cluster-dummy",
  y = round(rnorm(12)[g] + rnorm(n), 3), x1 = round(rnorm(n), 3), only_third = as.integer(g == 3),
  w = weights_of(n), g = label("g", g), h = label("h", rep(1:6, 8))
)

# The first seed for which a two-way covariance has a negative eigenvalue that is not rounding.
for (seed in 100:1000) {
  set.seed(seed)
  n <- 36
  data <- data.frame(
    y = round(rnorm(n), 3), x1 = round(rnorm(n), 3), x2 = round(rnorm(n), 3), x3 = round(rnorm(n), 3),
    w = weights_of(n), g = label("g", sample(6, n, TRUE)), h = label("h", sample(6, n, TRUE))
  )
  v <- vcovCL(lm(y ~ x1 + x2 + x3, data), data[c("g", "h")], type = "HC1")
  values <- eigen(v, symmetric = TRUE)$values
  if (min(values) < -0.05 * max(values)) break
}
write("negative-eigenvalue", data)
