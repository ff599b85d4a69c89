# Recomputes dependence.csv, moran.csv and conley.csv of a run from its panel.csv, and prints the largest relative
# differences. Rscript check-dependence.R PATH/TO/OUT, at the root of the checkout (needs the packages spdep and jsonlite).
# Nearest neighbours are spdep's; those within a distance, which on its ellipsoid may be others, go by its formulas.
suppressMessages({library(spdep); library(jsonlite)})
out <- commandArgs(TRUE)[1]
table <- function(name) read.csv(file.path(out, "results", name))
panel <- table("panel.csv")
places <- fromJSON("packages/domain/data/places.json")$subIcbs
rad <- pi / 180
distances <- function(at) {
  h <- outer(at[, 2], at[, 2], function(a, b) sin((a - b) * rad / 2)^2) +
    outer(cos(at[, 2] * rad), cos(at[, 2] * rad)) * outer(at[, 1], at[, 1], function(a, b) sin((a - b) * rad / 2)^2)
  2 * 6371.0088 * asin(pmin(sqrt(h), 1 + 0 * h))
}
apart <- function(ours, theirs) max(abs(unlist(ours) - theirs) / pmax(abs(theirs), 1e-300))
worst <- c(dependence = 0, conley = 0, moran = 0)
note <- function(what, value) worst[what] <<- max(worst[what], value)
icc <- function(v, g) {
  a <- anova(lm(v ~ g))[["Mean Sq"]]
  m <- (length(v) - sum(base::table(g)^2) / length(v)) / (length(unique(g)) - 1)
  (a[1] - a[2]) / (a[1] + (m - 1) * a[2])
}
# I, its expectation and standard deviation, and p: the steps of spdep::lm.morantest, on a full matrix.
by_matrices <- function(line, neighbours) {
  n <- nrow(neighbours)
  w <- neighbours / pmax(rowSums(neighbours), 1)
  u <- (w + t(w)) / 2
  x <- model.matrix(line)
  e <- residuals(line)
  inverse <- solve(crossprod(x))
  lag <- u %*% x
  first <- sum(diag(inverse %*% crossprod(x, lag)))
  second <- inverse %*% crossprod(x, lag)
  df <- n - ncol(x)
  scale <- n / sum(w)
  expectation <- -scale * first / df
  variance <- scale^2 / (df * (df + 2)) *
    (2 * sum(u^2) + 2 * sum(diag(second %*% second)) - 4 * sum(diag(inverse %*% crossprod(lag))) - 2 * first^2 / df)
  i <- scale * sum(e * (u %*% e)) / sum(e^2)
  c(i, expectation, sqrt(variance), 2 * pnorm(-abs(i - expectation) / sqrt(variance)))
}
alike <- table("dependence.csv")
near <- table("moran.csv")
far <- table("conley.csv")
for (snapshot in unique(alike$snapshot)) for (need in unique(alike$need)) {
  d <- panel[panel$snapshot == snapshot & !is.na(panel[[need]]) & !is.na(panel$fte_per_10k), ]
  d$x <- d[[need]]
  fit <- lm(fte_per_10k ~ x, d)
  of <- function(rows) rows[rows$snapshot == snapshot & rows$need == need, ]
  for (level in c("sub_icb", "icb")) {
    g <- d[[paste0(level, "_code")]]
    z <- tapply(d$x - mean(d$x), g, sum)^2
    note("dependence", apart(of(alike)[of(alike)$level == level, c("icc_need", "icc_residual", "effective_clusters")],
      c(icc(d$x, g), icc(residuals(fit), g), length(z)/ (1 + mean((z / mean(z) - 1)^2)))))
  }
  at <- as.matrix(places[match(d$sub_icb_code, places$code), c("longitude", "latitude")])
  km <- distances(at)
  u <- model.matrix(fit) * residuals(fit)
  bread <- solve(crossprod(model.matrix(fit)))
  for (i in which(far$snapshot == snapshot & far$need == need)) {
    row <- far[i, ]
    kernel <- if (row$kernel == "bartlett") (1 - km / row$km) * (km < row$km) else (km <= row$km) * 1
    se <- sqrt((bread %*% (t(u) %*% kernel %*% u) %*% bread)[2, 2])
    b <- coef(fit)[[2]]
    half <- qt(0.975, nrow(d) - 2) * se
    note("conley", apart(row[c("estimate", "std_error", "conf_low", "conf_high", "p_value")],
      c(b, se, b - half, b + half, 2 * pt(-abs(b / se), nrow(d) - 2))))
  }
  means <- aggregate(cbind(fte_per_10k, x) ~ sub_icb_code, d, mean)
  for (i in which(near$snapshot == snapshot & near$need == need)) {
    row <- near[i, ]
    one <- if (row$units == "pcn") d else means
    at <- as.matrix(places[match(one$sub_icb_code, places$code), c("longitude", "latitude")])
    line <- lm(fte_per_10k ~ x, one)
    if (row$neighbours == "nearest") {
      m <- lm.morantest(line, nb2listw(knn2nb(knearneigh(at, row$reach, longlat = TRUE))), alternative = "two.sided")
      theirs <- c(m$estimate[1:2], sqrt(m$estimate[3]), m$p.value)
    } else {
      theirs <- by_matrices(line, (distances(at) <= row$reach) * (1 - diag(nrow(at))))
    }
    note("moran", apart(row[c("moran_i", "expectation", "deviation", "p_value")], theirs))
  }
}
for (what in names(worst)) cat(sprintf("%-12s %.1e\n", what, worst[[what]]))
