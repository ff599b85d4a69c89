
# ---- all snapshots of a need together ----------------------------------------------------------------------------

# Two one-sided tests against the margin of the table, which is the study's own.
recompute("joint.csv", function(row) {
  same <- with(tables[["slopes.csv"]], need == row$need & snapshot == row$snapshot & term == "need")
  d <- sample_of(row$snapshot, row$need)
  fit <- fit_of(row$snapshot, row$need)
  method <- tables[["slopes.csv"]]$method[same]
  if (grepl("^Conley", method)) return(slope_alone(fit))
  test <- if (grepl(" by ", method)) test_cr2(fit, 2, codes_of(d, method)) else test_hc(fit, 2, method)
  unit <- half_width(test)
  values <- structure(test[c("estimate", "std_error", "p_value")], unit = unit)
  margin <- row$margin_coefficient
  if (is.null(margin) || is.na(margin)) return(values)
  t <- (abs(test[["estimate"]]) - margin) / test[["std_error"]]
  structure(c(values, p_equivalence = pt(t, test[["df"]]),
    if (row$margin_per == "sd") c(margin_coefficient = row$margin_fte / sd(d$x)),
    margin_share = row$margin_fte / mean(d$y)), unit = unit)
})

if (!is.null(rows <- tables[["joint_tests.csv"]]) && nrow(rows) > 0) {
  drawn <- tables[["joint_needs.csv"]]
  last <- panel[order(panel$snapshot), ]
  last <- last[!duplicated(last$pcn_code, fromLast = TRUE), ]
  for (need in unique(rows$need)) {
    snapshots <- sort(tables[["joint.csv"]]$snapshot[tables[["joint.csv"]]$need == need])
    d <- do.call(rbind, lapply(snapshots, sample_of, need))
    s <- factor(d$snapshot, levels = snapshots)
    periods <- length(snapshots)
    years <- as.numeric(as.Date(d$snapshot) - as.Date(snapshots[1])) / 365.25
    dummies <- outer(as.integer(s), seq_len(periods), `==`) * 1
    stacked <- least_squares(d$y, cbind(dummies, dummies * d$x))
    line <- least_squares(d$y, cbind(dummies, d$x, d$x * years))
    zero <- cbind(matrix(0, periods, periods), diag(periods))
    equal <- diff(diag(periods)) %*% zero
    units <- drawn$drawn[drawn$need == need]
    # A PCN that moved is of the area where it was last.
    column <- switch(units, ICBs = "icb_code", `sub-ICBs` = , `sub-ICB locations` = "sub_icb_code", "pcn_code")
    g <- last[[column]][match(d$pcn_code, last$pcn_code)]
    if (column == "pcn_code") {
      count <- length(unique(g))
      wald <- function(r) {
        b <- drop(r %*% stacked$b)
        f <- drop(b %*% solve(r %*% cr1(stacked, g) %*% t(r), b)) / nrow(r)
        c(statistic = f, df1 = nrow(r), df2 = count - 1, p_value = pf(f, nrow(r), count - 1, lower.tail = FALSE))
      }
      trend <- test_cr1(line, line$k, g)
    } else {
      wald <- function(r) hotelling(stacked, g, r)
      trend <- test_cr2(line, line$k, g)
    }
    recompute("joint_tests.csv", function(row) {
      switch(row$test,
        `all zero` = wald(zero),
        `all equal` = wald(equal),
        c(statistic = trend[["estimate"]], df1 = 1, df2 = trend[["df"]], trend[c("conf_low", "conf_high", "p_value")]))
    }, which(rows$need == need))
    if (!is.null(drawn))
      recompute("joint_needs.csv", function(row) c(pcns = length(unique(d$pcn_code)), clusters = length(unique(g))),
        which(drawn$need == need))
  }
}

# ---- absolute and relative slopes, slope index of inequality -----------------------------------------------------

# Where the study takes PCNs as independent its own covariance; by distance, ICBs stand for it.
cluster_column <- switch(dependence, none = "pcn_code", sub_icb = "sub_icb_code", "icb_code")
trend_test <- function(fit, g) if (dependence == "none") test_hc(fit, 2, covariance) else test_cr2(fit, 2, g)
# Not by factor(x), which takes numbers that agree in 15 digits for one.
ridit <- function(x, p) {
  place <- match(x, sort(unique(x)))
  total <- as.vector(tapply(p, place, sum))
  ((cumsum(total) - total / 2) / sum(p))[place]
}
shared <- c("estimate", "std_error", "df", "conf_low", "conf_high")
both_scales <- function(y, x, g, w = NULL) {
  fit <- least_squares(y, cbind(1, x), w)
  mean <- fit$b[1]
  share <- fit$b[2] / mean
  of <- trend_test(least_squares(y, cbind(1 + share * x, x), w), g)
  half <- (of[["conf_high"]] - of[["conf_low"]]) / 2 / mean
  list(mean = mean, absolute = trend_test(fit, g), relative = c(estimate = share, std_error = of[["std_error"]] / mean,
    df = of[["df"]], conf_low = share - half, conf_high = share + half))
}
recompute("trends.csv", function(row) {
  d <- sample_of(row$snapshot, row$need)
  g <- d[[cluster_column]]
  rank <- ridit(d$x, d$patients)
  counted <- c(n = nrow(d), need_sd = sd(d$x))
  if (row$scale == "rate ratio") {
    fit <- pseudo_likelihood(d$fte, cbind(1, rank), poisson(), log(d$patients))
    count <- length(unique(g))
    independent <- dependence == "none"
    factor <- if (independent) fit$n / (fit$n - 2) else count / (count - 1) * (fit$n - 1) / (fit$n - 2)
    sums <- if (independent) fit$influence else by_group(fit$influence, g)
    test <- inference(fit$b[2], sqrt(factor * sum(sums[, 2]^2)), if (independent) fit$n - 2 else count - 1)
    test[c("estimate", "conf_low", "conf_high")] <- exp(test[c("estimate", "conf_low", "conf_high")])
    return(c(test, counted, mean = 1e4 * sum(d$fte) / sum(d$patients)))
  }
  found <- once(c("trend", row$snapshot, row$need, row$measure), function() {
    if (row$measure == "slope") both_scales(d$y, (d$x - mean(d$x)) / sd(d$x), g)
    else both_scales(d$y, rank - weighted.mean(rank, d$patients), g, d$patients)
  })
  ratio <- function(share) (1 + share / 2) / (1 - share / 2)
  c(switch(row$scale,
    absolute = found$absolute,
    relative = c(found$relative[shared], p_value = found$absolute[["p_value"]]),
    ratio = c(ratio(found$relative[c("estimate", "conf_low", "conf_high")]), df = found$relative[["df"]],
      p_value = found$absolute[["p_value"]])),
    counted, mean = found$mean)
})

# The line through the slopes of the snapshots; its error by leaving out one cluster at a time from all of them.
recompute("trend_tests.csv", function(row) {
  snapshots <- unique(tables[["trends.csv"]]$snapshot[tables[["trends.csv"]]$need == row$need])
  samples <- lapply(snapshots, sample_of, row$need)
  years <- as.numeric(as.Date(snapshots) - as.Date(snapshots[1])) / 365.25
  slope_per_year <- function(without) {
    slopes <- sapply(samples, function(d) {
      k <- !(d[[cluster_column]] %in% without)
      cov(d$x[k], d$y[k]) / var(d$x[k]) * sd(d$x) / (if (row$scale == "relative") mean(d$y[k]) else 1)
    })
    cov(years, slopes) / var(years)
  }
  clusters <- unique(unlist(lapply(samples, `[[`, cluster_column)))
  left <- sapply(clusters, slope_per_year)
  se <- sqrt((length(left) - 1) / length(left) * sum((left - mean(left))^2))
  test <- inference(slope_per_year(character()), se, length(clusters) - 1)
  c(statistic = test[["estimate"]], df1 = 1, df2 = test[["df"]], test[c("conf_low", "conf_high", "p_value")],
    snapshots = length(snapshots), clusters = length(clusters))
})
