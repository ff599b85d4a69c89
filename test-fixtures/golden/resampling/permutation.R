# Freedman and Lane's permutation test of the coefficient of `need` by refitting each permuted outcome with lm.
source("common.R")
p <- panel()
orders <- integers("permutations.csv")
reduced <- lm(provision ~ share_65 + rural, p)
full <- function(y) lm(y ~ p$need + p$share_65 + p$rural)
statistic <- function(fit, studentize) {
  b <- coef(fit)[[2]]
  if (studentize == "none") return(b)
  v <- if (studentize == "classical") vcov(fit) else vcovHC(fit, studentize)
  b / sqrt(v[2, 2])
}
kinds <- c("none", "classical", "HC0", "HC1", "HC2", "HC3")
golden <- lapply(kinds, function(kind) {
  observed <- statistic(full(p$provision), kind)
  draws <- apply(orders, 1, function(o) statistic(full(fitted(reduced) + residuals(reduced)[o]), kind))
  list(
    studentize = kind, observed = observed, statistics = draws,
    pValue = (sum(abs(draws) >= abs(observed)) + 1) / (length(draws) + 1)
  )
})
write_golden(list(kinds = golden), "permutation.json")
