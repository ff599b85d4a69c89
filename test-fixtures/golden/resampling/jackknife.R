# boot::empinf(type = "jack") and the jackknife standard error and bias of every coefficient, by refitting without each
# row and without each cluster.
source("common.R")
p <- panel()
model <- provision ~ need + share_65 + rural
whole <- coef(lm(model, p))
summarise <- function(drop) {
  m <- ncol(drop)
  lapply(seq_along(whole), function(j) {
    without <- drop[j, ]
    list(
      estimate = whole[[j]], influence = (m - 1) * (whole[[j]] - without), bias = (m - 1) * (mean(without) - whole[[j]]),
      stdError = sqrt((m - 1) / m * sum((without - mean(without))^2))
    )
  })
}
rows <- summarise(vapply(seq_len(nrow(p)), function(i) coef(lm(model, p[-i, ])), whole))
names <- unique(p$cluster)
clusters <- summarise(vapply(names, function(g) coef(lm(model, p[p$cluster != g, ])), whole))
empirical <- lapply(seq_along(whole), function(j) {
  empinf(data = p, statistic = function(data, i) coef(lm(model, data[i, ]))[[j]], type = "jack", stype = "i")
})
write_golden(list(rows = rows, clusters = clusters, empinf = empirical), "jackknife.json")
