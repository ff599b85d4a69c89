# Writes points.csv: run `Rscript make-data.R` in this folder, then conley.R, moran.R and icc.R.
# 90 observations at 36 points of England and Wales, up to six of them at the same point, in nine groups of unequal size.
# Errors are shared by group, so that neighbours are alike. Few digits, so that R and TypeScript read the same numbers.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(7)
points <- 36
longitude <- round(runif(points, -4, 1.5), 3)
latitude <- round(runif(points, 50.3, 55), 3)
group <- cutree(hclust(dist(cbind(0.6 * longitude, latitude))), 9)
at <- sort(c(seq_len(points), sample(points, 54, TRUE, prob = 1:points)))
n <- length(at)
x1 <- round(rnorm(9)[group[at]] + rnorm(n), 3)
x2 <- round(runif(n), 3)
y <- round(1 + 0.4 * x1 + rnorm(9)[group[at]] + rnorm(n) * (0.3 + x2), 3)
write.csv(
  data.frame(y, x1, x2, w = round(exp(rnorm(n)), 3), longitude = longitude[at], latitude = latitude[at],
    point = sprintf("p%02d", at), group = sprintf("g%d", group[at])
  ),
  "points.csv", row.names = FALSE, quote = FALSE
)
