# Writes panel.csv by arithmetic alone: 40 rows in 8 uneven clusters, outcome at zero in many, spread growing with
# need. And the random choices that R and the functions under test share: rows and clusters drawn with replacement,
# weights as codes (Rademacher -1 or 1; Mammen 1 or 2; Webb 1 to 6), permutations.
source("common.R")
n <- 40
i <- seq_len(n)
uniform <- function(multiplier) ((i * multiplier) %% 41) / 41
need <- round(0.2 + 0.3 * uniform(17), 4)
share_65 <- round(0.1 + 0.2 * uniform(29) + 0.2 * (need - 0.35), 4)
rural <- as.integer(uniform(7) > 0.7)
cluster <- paste0("c", findInterval(i, c(1, 3, 6, 11, 15, 22, 26, 33)))
shock <- c(0.05, -0.12, 0.08, 0.02, -0.06, 0.11, -0.03, -0.04)[as.integer(factor(cluster))]
noise <- uniform(23) + uniform(13) + uniform(5) - 1.5
provision <- round(pmax(0, 0.35 - 0.9 * need + 0.9 * share_65 + 0.1 * rural + shock + (0.1 + need) * 0.5 * noise), 4)
write.csv(data.frame(provision, need, share_65, rural, cluster), "panel.csv", row.names = FALSE, quote = FALSE)

set.seed(20240331)
save <- function(x, file) write.table(x, file, sep = ",", row.names = FALSE, col.names = FALSE)
draw <- function(rows, columns, values, prob = NULL) {
  matrix(sample(values, rows * columns, TRUE, prob), rows)
}
small <- (sqrt(5) + 1) / (2 * sqrt(5))
save(draw(999, n, n), "rows-drawn.csv")
save(draw(25, 8, 8), "clusters-drawn.csv")
save(draw(199, n, c(-1, 1)), "rademacher.csv")
save(draw(199, n, 1:2, c(small, 1 - small)), "mammen.csv")
save(draw(199, n, 1:6), "webb.csv")
save(t(replicate(99, sample(n))), "permutations.csv")
