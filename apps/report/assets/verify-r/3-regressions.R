
# ---- regressions of provision on need ----------------------------------------------------------------------------

outcome_of <- list(
  fte_per_10k = function(d) d$fte_per_10k,
  fte_per_10k_ltc = function(d) ifelse(d$ltc_share > 0, 1e4 * d$fte / (d$patients * d$ltc_share), NA)
)

# The complete rows of a snapshot, with y and x.
sample_of <- function(snapshot, need, outcome = "fte_per_10k") {
  once(c("sample", snapshot, need, outcome), function() {
    d <- panel[panel$snapshot == snapshot, ]
    d$y <- outcome_of[[outcome]](d)
    d$x <- d[[need]]
    d[!is.na(d$x) & !is.na(d$y), ]
  })
}
fit_of <- function(snapshot, need, outcome = "fte_per_10k") {
  once(c("fit", snapshot, need, outcome), function() {
    d <- sample_of(snapshot, need, outcome)
    least_squares(d$y, cbind(1, d$x))
  })
}
# The slope alone, where an interval is out of reach.
slope_alone <- function(fit, j = 2, ...)
  structure(c(estimate = fit$b[j], ...), unit = half_width(test_hc(fit, j, covariance)))
at <- function(term) if (term == "constant") 1 else 2

for (name in c("figure3.csv", "tableS2.csv")) {
  recompute(name, function(row) {
    fit <- fit_of(row$snapshot, row$need, if (name == "figure3.csv") "fte_per_10k" else "fte_per_10k_ltc")
    c(test_hc(fit, at(row$term), covariance), n = fit$n)
  })
}

recompute("fitted_lines.csv", function(row) {
  fit <- fit_of(row$snapshot, row$need)
  v <- hc(fit, covariance)
  same <- with(tables[["fitted_lines.csv"]], need == row$need & snapshot == row$snapshot)
  i <- match(row$value, tables[["fitted_lines.csv"]]$value[same])
  x <- seq(min(fit$x[, 2]), max(fit$x[, 2]), length.out = sum(same))[i]
  y <- fit$b[1] + fit$b[2] * x
  half <- qt((1 + level) / 2, fit$n - 2) * sqrt(drop(c(1, x) %*% v %*% c(1, x)))
  c(value = x, fit = y, conf_low = y - half, conf_high = y + half)
})

# By the study's dependence, as the column `method` names it.
codes_of <- function(d, method) d[[if (grepl("sub-ICB", method)) "sub_icb_code" else "icb_code"]]
recompute("slopes.csv", function(row) {
  d <- sample_of(row$snapshot, row$need)
  fit <- fit_of(row$snapshot, row$need)
  j <- at(row$term)
  # Positions of places, which Conley's covariance asks for, are not among the tables of a run.
  if (row$method == "none" || grepl("^Conley", row$method)) return(slope_alone(fit, j, n = fit$n))
  paper <- sqrt(hc(fit, covariance)[j, j])
  if (!grepl(" by ", row$method)) {
    test <- test_hc(fit, j, row$method)
    return(c(test, n = fit$n, times_paper = test[["std_error"]] / paper))
  }
  g <- codes_of(d, row$method)
  test <- test_cr2(fit, j, g)
  c(test, n = fit$n, times_paper = test[["std_error"]] / paper, clusters = length(unique(g)),
    if (row$term == "need") c(effective_clusters = effective(fit, g, j)))
})
for (name in intersect(c("slopes.csv", "joint.csv"), table_names)) {
  d <- tables[[name]]
  asked <- if (is.null(d$term)) rep(TRUE, nrow(d)) else d$term == "need"
  for (need in unique(d$need)) {
    own <- which(asked & d$need == need & !is.na(d$p_value))
    adjusted <- p.adjust(d$p_value[own], "holm")
    if (length(own) > 0) note(name, "p_holm", own, d$p_holm[own], adjusted)
  }
}

recompute("within_between.csv", function(row) {
  d <- sample_of(row$snapshot, row$need)
  m <- ave(d$x, d$icb_code)
  fit <- switch(row$term,
    all = fit_of(row$snapshot, row$need),
    difference = least_squares(d$y, cbind(1, d$x, m)),
    least_squares(d$y, cbind(1, d$x - m, m)))
  j <- if (row$term %in% c("all", "within")) 2 else 3
  c(test_cr2(fit, j, d$icb_code), n = nrow(d), icbs = length(unique(d$icb_code)))
})

recompute("region_slopes.csv", function(row) {
  d <- sample_of(row$snapshot, row$need)
  d <- d[d$region_code == row$region_code, ]
  g <- d[[paste0(row$clusters_of, "_code")]]
  counted <- c(n = nrow(d), clusters = length(unique(g)))
  if (is.na(row$estimate)) return(counted)
  c(test_cr2(least_squares(d$y, cbind(1, d$x)), 2, g), counted)
})

if (!is.null(rows <- tables[["table2.csv"]])) {
  d <- panel[panel$snapshot == max(panel$snapshot), ]
  terms <- setdiff(rows$term, "constant")
  need <- regmatches(manifest, regexec('"table2": *[{][^}]*"need": *"([a-z_0-9]+)"', manifest))[[1]][2]
  d <- d[complete.cases(d[c(need, terms)]), ]
  fit <- least_squares(d[[need]], cbind(1, as.matrix(d[terms])))
  recompute("table2.csv", function(row) {
    j <- match(row$term, c("constant", terms))
    c(test_hc(fit, j, covariance), n = fit$n, if (j > 1) c(mean = mean(d[[row$term]])))
  })
}
