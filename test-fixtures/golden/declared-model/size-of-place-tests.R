# How often tests at 5% find slopes by place to differ that vary by chance alone between clusters: Poisson with CR1, on the
# needs and patients of panel.csv. Prints the clusters, the differences, and the share by chi-squared, by F with clusters
# less one, and by Hotelling's T-squared. Takes two minutes.
suppressMessages(library(sandwich))
d <- read.csv("panel.csv")
d$w <- d$patients / 1e4
d$fifth <- cut(rank(d$income_deprivation, ties.method = "first"), 5, labels = FALSE)
centred <- d$income_deprivation - mean(d$income_deprivation)
set.seed(1)
share_of <- function(place, area, draws = 400) {
  d$place <- factor(d[[place]])
  g <- factor(d[[area]])
  clusters <- nlevels(g)
  q <- nlevels(d$place) - 1
  shares <- rowMeans(replicate(draws, {
    level <- exp(rnorm(clusters, 0, 0.5))[g]
    slope <- rnorm(clusters, 0, 1)[g]
    d$y <- rgamma(nrow(d), 1, 1) * level * exp(slope * centred) * d$w
    fit <- glm(y ~ 0 + place + place:income_deprivation, quasipoisson(), d, offset = log(w))
    b <- coef(fit)
    at <- grep(":", names(b))
    r <- matrix(0, q, length(b))
    r[, at[1]] <- -1
    r[cbind(seq_len(q), at[-1])] <- 1
    v <- vcovCL(fit, g, type = "HC1")
    wald <- drop(t(r %*% b) %*% solve(r %*% v %*% t(r), r %*% b))
    c(
      chi = pchisq(wald, q, lower.tail = FALSE), F = pf(wald / q, q, clusters - 1, lower.tail = FALSE),
      hotelling = pf(wald * (clusters - q) / ((clusters - 1) * q), q, clusters - q, lower.tail = FALSE)
    ) < 0.05
  }))
  print(c(clusters = clusters, differences = q, shares))
}
for (place in c("region", "fifth")) for (area in c("icb", "sub_icb")) share_of(place, area)
