# Run in this folder: Rscript fifths.R
source("../joint/json.R")
# Provision by fifth of need: patient-weighted means of five fifths and last less first, with the delete-one-cluster
# jackknife of boot::empinf on cluster sums.
library(boot)
n <- 40
i <- 0:(n - 1)
need <- ((i * 7) %% n) / n
patients <- 20000 + 1000 * ((i * 13) %% 17)
fte <- ((i * 5) %% 11) / 4
area <- i %% 8
rate <- 1e4 * fte / patients
o <- order(need)
fifth <- integer(n)
middle <- cumsum(patients[o]) - patients[o] / 2
fifth[o] <- pmin(4, floor(5 * middle / sum(patients)))
f <- factor(fifth, 0:4)
top <- t(sapply(0:7, function(a) sapply(0:4, function(k) sum((patients * rate)[area == a & fifth == k]))))
low <- t(sapply(0:7, function(a) sapply(0:4, function(k) sum(patients[area == a & fifth == k]))))
mean_of <- function(g) colSums(top[g, ]) / colSums(low[g, ])
stat <- list(function(d, g) mean_of(g)[1], function(d, g) mean_of(g)[5], function(d, g) diff(mean_of(g)[c(1, 5)]))
se <- sapply(stat, function(s) { l <- empinf(data = data.frame(1:8), statistic = s, type = "jack", stype = "i"); sqrt(sum((l - mean(l))^2) / (8 * 7)) })
m <- mean_of(1:8)
half <- qt(0.975, 7) * se
x <- c(1, 2, 4, 7, 11)
y <- c(2, 1, 3, 0, 5)
write_golden(list(
  means = m, pcns = as.vector(table(f)), difference = m[5] - m[1],
  half = list(least = half[1], most = half[2], difference = half[3]),
  correlation = cor(x, y), r2 = summary(lm(y ~ x))$r.squared
), "fifths.json", "boot")
