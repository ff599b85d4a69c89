# Rscript bench/wild_clusters.R ROWS.csv REPLICATES package|sums|shared: the wild cluster bootstraps of `pnpm bench
# wild-clusters` in R, no loop over replicates. Of each regression the p-value that the coefficient of need is 0 and the
# 95% interval that inverts the test (CR1, null imposed, Rademacher weights by cluster, symmetric).
# package: the algorithm of fwildclusterboot (Roodman, MacKinnon, Nielsen and Webb 2019, section 5), which is no longer on
#   CRAN: two products of clusters by clusters with clusters by replicates, then columns of squares.
# sums: our own algebra, which takes k columns for G: one product of 4k with the weights, and forms in what comes out.
# shared: the same, with one draw of the weights for all regressions.
# Prints seconds of the bootstraps alone, processor seconds, the BLAS, and p-values and bounds.
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
replicates <- as.integer(arguments[2])
way <- arguments[3]
set.seed(1)

# Signs are drawn fourteen at a time, from a table of all combinations.
combinations <- t(as.matrix(expand.grid(rep(list(c(-1, 1)), 14))))
quick <- requireNamespace("dqrng", quietly = TRUE)
if (quick) dqrng::dqset.seed(1)
signs <- function(groups) {
  times <- ceiling(groups / 14)
  which <- if (quick) dqrng::dqsample.int(16384L, times * replicates, TRUE) else sample.int(16384L, times * replicates, TRUE)
  v <- matrix(combinations[, which], 14 * times)
  if (14 * times == groups) v else v[seq_len(groups), ]
}

# The t statistic of a replicate for a null r is (a + b r) / sqrt(cc + cd r + dd r^2).
by_package <- function(x, y, g, v) {
  n <- nrow(x)
  k <- ncol(x)
  inverse <- chol2inv(chol(crossprod(x)))
  row <- drop(x %*% inverse[, 2])
  beta <- drop(inverse %*% crossprod(x, y))
  residuals <- y - drop(x %*% beta)
  q <- -row / inverse[2, 2]
  p <- residuals - q * beta[2]
  s <- rowsum(cbind(x * p, x * q, row * x, row * p, row * q, row * residuals), g)
  scale <- nlevels(g) / (nlevels(g) - 1) * (n - 1) / (n - k)
  half <- s[, 2 * k + 1:k] %*% inverse
  c <- (diag(s[, 3 * k + 1]) - tcrossprod(half, s[, 1:k])) %*% v
  d <- (diag(s[, 3 * k + 2]) - tcrossprod(half, s[, k + 1:k])) %*% v
  list(
    estimate = beta[2], std_error = sqrt(scale * sum(s[, 3 * k + 3]^2)),
    a = drop(crossprod(s[, 3 * k + 1], v)), b = drop(crossprod(s[, 3 * k + 2], v)),
    cc = scale * colSums(c * c), cd = 2 * scale * colSums(c * d), dd = scale * colSums(d * d)
  )
}
by_sums <- function(x, y, g, v) {
  n <- nrow(x)
  k <- ncol(x)
  f <- qr(x[, c(1, 3:k, 2)])
  q <- qr.Q(f)
  r <- qr.R(f)[k, k]
  z <- drop(crossprod(q, y))
  residuals <- y - drop(q %*% z)
  row <- q[, k] / r
  toward <- -row * r^2
  u <- residuals - z[k] / r * toward
  scale <- nlevels(g) / (nlevels(g) - 1) * (n - 1) / (n - k)
  s <- rowsum(cbind(q * u, q * toward, row * q, row * u, row * toward, row * residuals), g)
  levers <- s[, 2 * k + 1:k]
  own <- s[, 3 * k + 1]
  other <- s[, 3 * k + 2]
  sums <- crossprod(cbind(s[, 1:(2 * k)], levers * own, levers * other), v)
  c <- sums[1:k, ]
  d <- sums[k + 1:k, ]
  c2 <- sums[2 * k + 1:k, ]
  d2 <- sums[3 * k + 1:k, ]
  m <- crossprod(levers)
  md <- m %*% d
  list(
    estimate = z[k] / r, std_error = sqrt(scale * sum(s[, 3 * k + 3]^2)), a = c[k, ] / r, b = d[k, ] / r,
    cc = scale * (sum(own^2) + colSums(c * (m %*% c - 2 * c2))),
    cd = 2 * scale * (sum(own * other) + colSums(c * (md - d2) - d * c2)),
    dd = scale * (sum(other^2) + colSums(d * (md - 2 * d2)))
  )
}
infer <- function(f) {
  p <- function(null) {
    numerator <- f$a + f$b * null
    t2 <- ((f$estimate - null) / f$std_error)^2 * (1 - 1e-9)
    (1 + sum(numerator * numerator >= t2 * (f$cc + null * (f$cd + null * f$dd)))) / (1 + replicates)
  }
  end <- function(side) {
    steps <- c(0, 2)
    while (p(f$estimate + side * steps[2] * f$std_error) > 0.05) steps <- c(steps[2], 1.25 * steps[2])
    ends <- sort(f$estimate + side * steps * f$std_error)
    uniroot(function(null) p(null) - 0.05, ends, tol = 1e-8 * f$std_error)$root
  }
  c(p(0), end(-1), end(1))
}
jobs <- lapply(split(rows, rows$regression), function(one) {
  list(y = one$y, x = cbind(1, as.matrix(one[, -(1:3)])), g = factor(one$cluster))
})
forms <- if (way == "package") by_package else by_sums
began <- proc.time()
v <- NULL
found <- vapply(jobs, function(job) {
  if (is.null(v) || way != "shared") v <<- signs(nlevels(job$g))
  infer(forms(job$x, job$y, job$g, v))
}, numeric(3))
took <- proc.time() - began
blas <- basename(extSoftVersion()[["BLAS"]])
cat(
  "seconds", took[["elapsed"]], "processor", took[["user.self"]] + took[["sys.self"]], "blas", if (nzchar(blas)) blas else "R's",
  "found", sprintf("%.17g", found), "\n"
)
