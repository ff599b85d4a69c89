# Coefficients and robust standard errors of refits with lm on the clusters of clusters-drawn.csv (sandwich's vcovCL, each
# drawn cluster a cluster of its own).
source("common.R")
p <- panel()
number <- match(p$cluster, unique(p$cluster))
models <- list(simple = provision ~ need, multiple = provision ~ need + share_65 + rural)
clusters <- integers("clusters-drawn.csv")
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
write_golden(list(clusters = by_cluster), "replicates.json")
