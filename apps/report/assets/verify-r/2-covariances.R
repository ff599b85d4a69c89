
# ---- least squares and covariances, written out ------------------------------------------------------------------

# With weights all is that of the rows times the root of their weight.
least_squares <- function(y, x, w = NULL) {
  root <- if (is.null(w)) rep(1, length(y)) else sqrt(w)
  decomposed <- qr(x * root)
  if (decomposed$rank < ncol(x)) stop("The columns of a regression depend on one another.")
  b <- qr.coef(decomposed, y * root)
  bread <- chol2inv(qr.R(decomposed))
  list(b = unname(b), x = x, y = y, w = if (is.null(w)) rep(1, length(y)) else w, root = root, bread = bread,
       e = drop(y - x %*% b), h = rowSums(qr.Q(decomposed)^2), n = length(y), k = ncol(x), weighted = !is.null(w))
}

# White (1980), MacKinnon and White (1985), Cribari-Neto (2004).
hc <- function(fit, type) {
  with(fit, {
    e2 <- (e * root)^2
    omega <- switch(type,
      classical = rep(sum(e2) / (n - k), n), HC0 = e2, HC1 = e2 * n / (n - k), HC2 = e2 / (1 - h),
      HC3 = e2 / (1 - h)^2, HC4 = e2 / (1 - h)^pmin(4, n * h / k))
    bread %*% crossprod(x * root * sqrt(omega)) %*% bread
  })
}

by_group <- function(m, g) rowsum(m, g, reorder = FALSE)

# Liang and Zeger (1986) with Stata's factor.
cr1 <- function(fit, g) {
  with(fit, {
    count <- length(unique(g))
    scores <- by_group(x * (w * e), g)
    count / (count - 1) * (n - 1) / (n - k) * bread %*% crossprod(scores) %*% bread
  })
}

# Bell and McCaffrey (2002); Pustejovsky and Tipton (2018) with the identity as working model. By cluster, for each
# of the wanted combinations of the coefficients: the adjusted rows, their products with residuals, and X'a.
cr2_parts <- function(fit, g, wanted) {
  x <- fit$x
  z <- x %*% backsolve(chol(crossprod(x * fit$root)), diag(fit$k))
  square <- crossprod(x * fit$w)
  lapply(split(seq_along(g), g), function(rows) {
    xg <- x[rows, , drop = FALSE]
    if (fit$weighted) {
      half <- xg %*% fit$bread %*% t(xg * fit$w[rows])
      block <- diag(length(rows)) - half - t(half) + xg %*% fit$bread %*% square %*% fit$bread %*% t(xg)
      spectrum <- eigen((block + t(block)) / 2, symmetric = TRUE)
      inverse <- ifelse(spectrum$values > 1e-12, 1 / sqrt(pmax(spectrum$values, 1e-300)), 0)
      adjust <- function(m) spectrum$vectors %*% (inverse * crossprod(spectrum$vectors, m))
    } else {
      # I - ZZ' is I but for the span of Z, where its eigenvalues are 1 less the squared singular values.
      span <- svd(z[rows, , drop = FALSE], nv = 0)
      value <- 1 - span$d^2
      inverse <- ifelse(value > 1e-12, 1 / sqrt(pmax(value, 1e-300)), 0)
      adjust <- function(m) m + span$u %*% ((inverse - 1) * crossprod(span$u, m))
    }
    a <- adjust((xg * fit$w[rows]) %*% fit$bread %*% t(wanted))
    list(rows = rows, a = a, score = drop(crossprod(a, fit$e[rows])), xa = crossprod(xg, a))
  })
}

# Products of what two clusters do to independent errors of equal variance: p_g = (I - H)'a_g.
cross_products <- function(fit, parts) {
  square <- if (fit$weighted) crossprod(fit$x * fit$w)
  function(left, right) {
    g <- parts[[left]]
    h <- parts[[right]]
    inside <- if (left == right) crossprod(g$a) else 0
    if (!fit$weighted) return(inside - t(g$xa) %*% fit$bread %*% h$xa)
    wa <- function(p) crossprod(fit$x[p$rows, , drop = FALSE] * fit$w[p$rows], p$a)
    inside - t(wa(g)) %*% fit$bread %*% h$xa - t(g$xa) %*% fit$bread %*% wa(h) +
      t(g$xa) %*% fit$bread %*% square %*% fit$bread %*% h$xa
  }
}

# Variances of single coefficients with Satterthwaite's degrees of freedom.
cr2 <- function(fit, g, which = seq_len(fit$k)) {
  out <- sapply(which, function(j) {
    parts <- cr2_parts(fit, g, diag(fit$k)[j, , drop = FALSE])
    wx <- fit$x * fit$w
    p <- sapply(parts, function(part) {
      own <- -drop(wx %*% (fit$bread %*% part$xa))
      own[part$rows] <- own[part$rows] + part$a
      own
    })
    products <- crossprod(p)
    c(variance = sum(sapply(parts, `[[`, "score")^2), df = sum(diag(products))^2 / sum(products^2))
  })
  list(variance = out["variance", ], df = out["df", ])
}

# An estimate with its error and Student's t, or the normal where df is infinite.
inference <- function(b, se, df) {
  b <- as.vector(b)
  se <- as.vector(se)
  df <- as.vector(df)
  half <- qt((1 + level) / 2, df) * se
  c(estimate = b, std_error = se, df = df, conf_low = b - half, conf_high = b + half, p_value = 2 * pt(-abs(b / se), df))
}

test_hc <- function(fit, j, type) inference(fit$b[j], sqrt(hc(fit, type)[j, j]), fit$n - fit$k)
test_cr1 <- function(fit, j, g) inference(fit$b[j], sqrt(cr1(fit, g)[j, j]), length(unique(g)) - 1)
test_cr2 <- function(fit, j, g) {
  found <- cr2(fit, g, j)
  inference(fit$b[j], sqrt(found$variance), found$df)
}

# Carter, Schnepel and Steigerwald (2017), errors of a cluster all alike.
effective <- function(fit, g, j) {
  z <- rowsum(drop((fit$x * fit$w) %*% fit$bread[, j]), g)^2
  length(z) / (1 + mean((z / mean(z) - 1)^2))
}

# The test of q combinations of coefficients with CR2: HTZ of clubSandwich.
hotelling <- function(fit, g, wanted) {
  parts <- cr2_parts(fit, g, wanted)
  q <- nrow(wanted)
  cross <- cross_products(fit, parts)
  expected <- Reduce(`+`, lapply(seq_along(parts), function(i) cross(i, i)))
  whiten <- solve(expected)
  total <- 0
  for (i in seq_along(parts)) for (j in seq_along(parts)) {
    m <- whiten %*% cross(i, j)
    # The products of (j, i) are those of (i, j) turned round.
    total <- total + sum(diag(m))^2 + sum(m * t(m))
  }
  nu <- q * (q + 1) / total
  df <- nu - q + 1
  b <- drop(wanted %*% fit$b)
  v <- crossprod(do.call(rbind, lapply(parts, `[[`, "score")))
  f <- df / nu * drop(b %*% solve(v, b)) / q
  c(statistic = f, df1 = q, df2 = df, p_value = pf(f, q, df, lower.tail = FALSE))
}
