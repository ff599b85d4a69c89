# Draws specifications of a multiverse at random and recomputes them from panel.csv, by R's own lm, glm and sandwich.
# Rscript check-multiverse.R PATH/TO/OUT [how many, 5] [seed, 1] [file for golden values]
suppressMessages(library(sandwich))
arguments <- commandArgs(TRUE)
out <- arguments[1]
many <- if (length(arguments) > 1) as.integer(arguments[2]) else 5
seed <- if (length(arguments) > 2) as.integer(arguments[3]) else 1
rowsOf <- function(...) {
  rows <- read.csv(file.path(out, ...), na.strings = "")
  rows$reported <- rows$reported == "true"
  rows$fte[!rows$reported] <- 0
  rows
}
# The study is of all that are open; survivors stand beside.
panel <- rowsOf("results", "panel.csv")
survivors <- rowsOf("record", "other_population.csv")
all <- read.csv(file.path(out, "results", "multiverse.csv"), na.strings = "")
all <- all[!is.na(all$p_value), ]
set.seed(seed)
draw <- function(rows, many) rows[sort(sample(nrow(rows), many)), ]
drawn <- rbind(draw(all[all$population == "open_on_date", ], many), draw(all[all$population == "survivors", ], ceiling(many / 3)))

table2 <- c("share_65_plus", paste0("ethnicity_", c("mixed", "asian", "black", "other")), "rural", paste0("income_decile_", 2:10))
covariates <- function(name, need) {
  ids <- switch(name, none = character(), age = "share_65_plus", age_deprivation = c("share_65_plus", "income_deprivation"), table2 = table2)
  if (need %in% c("income_deprivation", "core20_share")) ids <- ids[!grepl("^income_", ids)]
  setdiff(ids, need)
}

# Inverse probability of reporting: stabilised, set to the 1st and 99th percentile beyond these.
reporting <- function(d) {
  m <- d[complete.cases(d[c("share_65_plus", "income_deprivation", "rural")]), ]
  fit <- glm(reported ~ log(patients / 1e4) + share_65_plus + income_deprivation + rural + region_code, binomial, m,
             control = list(epsilon = 1e-14, maxit = 100))
  w <- mean(m$reported) / fitted(fit)[m$reported]
  limits <- quantile(w, c(0.01, 0.99))
  setNames(pmin(limits[2], pmax(limits[1], w)), m$pcn_code[m$reported])
}

# Sum of outer products of influences (rows x coefficients) within clusters.
outer <- function(influence, cluster) { s <- rowsum(influence, cluster); crossprod(s) }

one <- function(row) {
  d <- if (row$population == "survivors") survivors else panel
  d <- d[d$snapshot == row$snapshot, ]
  pw <- if (row$absent == "weighted") reporting(d)
  if (row$absent != "zero") d <- d[d$reported, ]
  if (row$tails == "large") d <- d[d$patients >= 20000, ]
  ids <- covariates(row$covariates, row$need)
  d$y <- switch(row$outcome, fte_per_10k = 1e4 * d$fte / d$patients, fte_per_10k_ltc = 1e4 * d$fte / (d$patients * d$ltc_share),
                any = as.numeric(d$fte > 0), fte = d$fte)
  d <- d[complete.cases(d[c("y", row$need, ids)]), ]
  if (!is.null(pw)) d <- d[d$pcn_code %in% names(pw), ]
  if (row$tails == "winsorised") d$y <- pmin(quantile(d$y, 0.99), pmax(quantile(d$y, 0.01), d$y))
  if (row$form == "log1p") d$y <- log1p(d$y)
  d$w <- (if (row$weights == "patients") d$patients / 1e4 else 1) * (if (is.null(pw)) 1 else pw[d$pcn_code]) * rep(1, nrow(d))
  rhs <- c(ids, row$need)
  d$exposure <- log(d$patients / 1e4)
  n <- nrow(d)
  cluster <- switch(row$errors, sub_icb = d$sub_icb_code, icb = , CR2 = d$icb_code, seq_len(n))
  tight <- list(epsilon = 1e-14, maxit = 100)
  X <- cbind(1, as.matrix(d[rhs]))
  k <- ncol(X)
  factor <- function(g, n) if (row$errors == "HC1") n / (n - k) else g / (g - 1) * (n - 1) / (n - k)
  groups <- function(c) length(unique(c))
  if (row$form %in% c("level", "log1p")) {
    fit <- lm(reformulate(rhs, "y"), d, weights = w)
    estimate <- coef(fit)[[k]]
    if (row$errors == "CR2") {
      M <- solve(crossprod(X * sqrt(d$w)))
      H <- X %*% M %*% t(X * d$w)
      R <- (diag(n) - H) %*% t(diag(n) - H)
      L <- t(vapply(unique(cluster), function(g) {
        at <- which(cluster == g)
        e <- eigen(R[at, at, drop = FALSE], symmetric = TRUE)
        keep <- e$values > 1e-12
        A <- e$vectors[, keep, drop = FALSE] %*% (t(e$vectors[, keep, drop = FALSE]) / sqrt(e$values[keep]))
        v <- numeric(n)
        v[at] <- (M %*% t(X[at, , drop = FALSE] * d$w[at]) %*% A)[k, ]
        v
      }, numeric(n)))
      se <- sqrt(sum((L %*% resid(fit))^2))
      G <- L %*% (diag(n) - H)
      P <- tcrossprod(G)
      df <- sum(diag(P))^2 / sum(P^2)
    } else {
      v <- switch(row$errors, HC1 = vcovHC(fit, "HC1"), HC3 = vcovHC(fit, "HC3"),
                  vcovCL(fit, cluster, type = "HC1", cadjust = TRUE))
      se <- sqrt(v[k, k])
      df <- if (row$errors %in% c("HC1", "HC3")) n - k else groups(cluster) - 1
    }
    return(c(n, estimate, se, 2 * pt(-abs(estimate / se), df)))
  }
  share <- d$w / sum(d$w)
  influenceOf <- function(fit, X, root) { e <- estfun(fit); t(solve(crossprod(X * sqrt(fit$weights)), t(e))) * root }
  slopeBy <- function(f, b) vapply(seq_along(b), function(j) { h <- 1e-5 * max(1, abs(b[j])); up <- down <- b; up[j] <- up[j] + h; down[j] <- down[j] - h; (f(up) - f(down)) / (2 * h) }, 0)
  # estfun of a glm with prior weights is weighted and on the scale of the score: dispersion is 1 here.
  if (row$form == "two_part") {
    positive <- d$y > 0
    first <- suppressWarnings(glm(reformulate(rhs, "y > 0"), binomial, d, weights = w, control = tight))
    second <- lm(reformulate(rhs, "y"), d[positive, ], weights = w)
    XP <- X[positive, ]
    f <- function(b) { p <- plogis(X %*% b[1:k]); m <- X %*% b[k + 1:k]; sum(share * (p * (1 - p) * b[k] * m + p * b[2 * k])) }
    b <- c(coef(first), coef(second))
    I <- matrix(0, n, 2 * k)
    I[, 1:k] <- influenceOf(first, X, sqrt(factor(groups(cluster), n)))
    I[positive, k + 1:k] <- t(solve(crossprod(XP * sqrt(d$w[positive])), t(XP * (d$w[positive] * resid(second))))) *
      sqrt(factor(groups(cluster[positive]), sum(positive)))
  } else {
    fit <- suppressWarnings(if (row$form == "poisson") glm(reformulate(rhs, "y"), poisson, d, weights = w, offset = exposure, control = tight)
      else glm(reformulate(rhs, "y"), binomial, d, weights = w, control = tight))
    b <- coef(fit)
    f <- if (row$form == "poisson") function(b) sum(share * exp(X %*% b)) * b[k]
      else function(b) { p <- plogis(X %*% b); sum(share * p * (1 - p)) * b[k] }
    I <- influenceOf(fit, X, sqrt(factor(groups(cluster), n)))
  }
  g <- slopeBy(f, b)
  se <- sqrt(drop(t(g) %*% outer(I, cluster) %*% g))
  estimate <- f(b)
  c(n, estimate, se, 2 * pnorm(-abs(estimate / se)))
}

found <- t(vapply(seq_len(nrow(drawn)), function(i) one(drawn[i, ]), numeric(4)))
theirs <- as.matrix(drawn[c("n", "estimate", "std_error", "p_value")])
apart <- abs(theirs - found) / pmax(abs(found), 1e-6)
for (i in seq_len(nrow(drawn))) cat(sprintf("%-80s %.1e\n", drawn$specification[i], max(apart[i, ])))
cat(sprintf("largest relative difference: %.1e\n", max(apart)))
if (length(arguments) > 3) {
  rows <- sprintf('    ["%s", %d, %s, %s, %s]', drawn$specification, as.integer(found[, 1]), format(found[, 2], digits = 15),
                  format(found[, 3], digits = 15), format(found[, 4], digits = 15))
  writeLines(c("{", sprintf('  "script": "check-multiverse.R, %d specifications drawn with seed %d",', nrow(drawn), seed),
    sprintf('  "versions": "%s, sandwich %s",', R.version.string, packageVersion("sandwich")),
    '  "columns": ["specification", "n", "estimate", "std_error", "p_value"],', '  "rows": [', paste(rows, collapse = ",\n"), "  ]", "}"), arguments[4])
}
