# Writes quantile-regression.json: run `Rscript quantile-regression.R` in this folder. Random problems of several shapes
# by quantreg's rq(method = "br"): coefficients, the least sum of check losses, and whether it warns that the solution
# may be nonunique. Shapes: "plain" continuous; "rounded" to one digit, with ties; "zeros", two in five outcomes 0;
# "counts", a small grid of x and y; "weighted", weights that are no counts and some 0.
source("../joint/json.R")
suppressMessages(library(quantreg))
set.seed(19780101)

taus <- seq(0.1, 0.9, 0.1)
problem <- function(shape, n, k) {
  x <- cbind(1, matrix(rnorm(n * (k - 1)), n))
  y <- as.vector(x %*% rnorm(k)) + (1 + 0.4 * abs(x[, 2])) * rt(n, 4)
  w <- rep(1, n)
  if (shape == "plain") { x <- round(x, 6); y <- round(y, 6) }
  if (shape == "rounded") { x <- round(x, 1); y <- round(y, 1) }
  if (shape == "zeros") { x <- round(x, 4); y <- round(ifelse(runif(n) < 0.4, 0, pmax(0, y)), 4) }
  if (shape == "counts") { x <- pmax(pmin(round(x), 2), -2); y <- pmax(round(y), 0) }
  if (shape == "weighted") { x <- round(x, 6); y <- round(y, 6); w <- round(rexp(n), 3) * (runif(n) < 0.8) }
  used <- w > 0
  fits <- lapply(taus, function(tau) {
    unique <- TRUE
    fit <- withCallingHandlers(
      rq.wfit(x[used, , drop = FALSE], y[used], tau = tau, weights = w[used], method = "br"),
      warning = function(warned) {
        if (grepl("nonunique", conditionMessage(warned))) unique <<- FALSE
        invokeRestart("muffleWarning")
      }
    )
    b <- as.vector(fit$coefficients)
    left <- y - as.vector(x %*% b)
    list(tau = tau, coefficients = I(b), objective = sum(w * left * (tau - (left < 0))), unique = as.numeric(unique))
  })
  list(shape = shape, y = I(y), columns = lapply(2:k, function(j) I(x[, j])), weights = I(w), fits = fits)
}
problems <- list()
for (shape in c("plain", "rounded", "zeros", "counts", "weighted"))
  for (n in c(12, 40, 150))
    for (k in 2:4) problems <- c(problems, list(problem(shape, n, k)))

data(engel)
food <- rq(foodexp ~ income, tau = taus, data = engel)
losses <- sapply(taus, function(tau) {
  left <- resid(rq(foodexp ~ income, tau = tau, data = engel))
  sum(left * (tau - (left < 0)))
})
write_golden(list(
  problems = problems,
  engel = list(income = I(engel$income), foodexp = I(engel$foodexp), coefficients = t(coef(food)), objective = I(losses))
), "quantile-regression.json", "quantreg")
