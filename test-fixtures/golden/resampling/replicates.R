# Coefficients and robust standard errors of refits with lm on the first 25 rows of rows-drawn.csv (sandwich's HC1),
# and on the clusters of clusters-drawn.csv (sandwich's vcovCL, each drawn cluster a cluster of its own).
source("common.R")
p <- panel()
number <- match(p$cluster, unique(p$cluster))
models <- list(simple = provision ~ need, multiple = provision ~ need + share_65 + rural)
rows <- integers("rows-drawn.csv")[1:25, ]
clusters <- integers("clusters-drawn.csv")
pairs <- lapply(models, function(model) {
  fits <- apply(rows, 1, function(drawn) lm(model, p[drawn, ]))
  list(
    coefficients = vapply(fits, coef, coef(fits[[1]])),
    stdErrors = vapply(fits, function(fit) sqrt(diag(vcovHC(fit, "HC1"))), coef(fits[[1]]))
  )
})
by_cluster <- lapply(models, function(model) {
  fits <- apply(clusters, 1, function(drawn) {
    members <- lapply(drawn, function(g) which(number == g))
    data <- p[unlist(members), ]
    data$copy <- rep(seq_along(drawn), lengths(members))
    fit <- lm(model, data)
    fit$copy <- data$copy
    fit
  })
  error <- function(fit) sqrt(diag(vcovCL(fit, cluster = fit$copy, type = "HC1", cadjust = TRUE)))
  list(
    coefficients = vapply(fits, coef, coef(fits[[1]])),
    stdErrors = vapply(fits, error, coef(fits[[1]]))
  )
})
write_golden(list(pairs = pairs, clusters = by_cluster), "replicates.json")
