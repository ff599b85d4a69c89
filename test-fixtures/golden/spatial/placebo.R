# Writes placebo.json from points.csv: run `Rscript placebo.R` in this folder.
# Slopes of y on a constant and x1 in another order, with variances from sandwich (HC1, HC3, CR1), clubSandwich (CR2,
# with Satterthwaite degrees of freedom) and a loop over all pairs (Conley, Bartlett kernel, 120 km); and, by a wild
# cluster bootstrap written out with lm.fit, the statistics of four draws of signs.
source("../joint/json.R")
suppressMessages({
  library(sandwich)
  library(clubSandwich)
})
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(11)
d <- read.csv("points.csv")
n <- nrow(d)
rad <- pi / 180
h <- outer(d$latitude, d$latitude, function(a, b) sin((a - b) * rad / 2)^2) +
  outer(cos(d$latitude * rad), cos(d$latitude * rad)) *
    outer(d$longitude, d$longitude, function(a, b) sin((a - b) * rad / 2)^2)
km <- 2 * 6371.0088 * asin(sqrt(h))
kernel <- ifelse(km < 120, 1 - km / 120, 0)
groups <- unique(d$group)
t_of <- function(y, x) {
  design <- cbind(1, x)
  fit <- lm.fit(design, y)
  scores <- rowsum(design * fit$residuals, d$group)
  bread <- solve(crossprod(design))
  fit$coefficients[[2]] / sqrt((bread %*% crossprod(scores) %*% bread)[2, 2])
}
entries <- lapply(1:6, function(r) {
  # Orders of whole groups, of single observations, and one that repeats some.
  source <- if (r <= 2) unlist(sample(split(1:n, d$group)), use.names = FALSE) else if (r <= 4) sample(n) else sample(n, n, TRUE)
  x <- d$x1[source]
  fit <- lm(d$y ~ x)
  u <- estfun(fit)
  bread <- solve(crossprod(model.matrix(fit)))
  conley <- bread %*% (t(u) %*% kernel %*% u) %*% bread
  parts <- eigen(conley, symmetric = TRUE)
  if (min(parts$values) < 0) conley <- parts$vectors %*% (pmax(parts$values, 0) * t(parts$vectors))
  cr1 <- function(g) vcovCL(fit, cluster = g, type = "HC1")[2, 2]
  cr2 <- function(g) vcovCR(fit, cluster = g, type = "CR2")[2, 2]
  df <- function(g) coef_test(fit, vcov = "CR2", cluster = g, test = "Satterthwaite")$df_Satt[2]
  signs <- matrix(sample(c(-1, 1), 4 * length(groups), TRUE), 4)
  centred <- d$y - mean(d$y)
  list(
    source = I(source - 1), slope = coef(fit)[[2]], hc1 = vcovHC(fit, "HC1")[2, 2], hc3 = vcovHC(fit, "HC3")[2, 2],
    cr1 = I(c(cr1(d$point), cr1(d$group))), cr2 = I(c(cr2(d$point), cr2(d$group))),
    df = I(c(df(d$point), df(d$group))), conley = conley[2, 2], signs = signs, t = t_of(d$y, x),
    wild = I(apply(signs, 1, function(s) t_of(centred * s[match(d$group, groups)], x)))
  )
})
write_golden(list(entries = entries), "placebo.json", c("sandwich", "clubSandwich"))
