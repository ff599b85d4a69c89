# ---- each ICB beside England, and the gradient of the study's own role -------------------------------------------

reported_in <- function(d) d[d$reported & !is.na(d$fte) & !is.na(d$fte_per_10k), ]
in_area <- function(d, row) if (row$level == "england") d else d[d$icb_code == row$code, ]

# Of a few that reported a single return decides: no mean below three, no interval below five; of all that there are
# the mean is a fact.
told_provision <- function(d) {
  own <- reported_in(d)
  found <- weighted(own)[c("value", "conf_low", "conf_high")]
  told <- nrow(own) >= 3 || nrow(own) == nrow(d)
  if (!told) found[["value"]] <- NA
  if (!told || nrow(own) < 5) found[c("conf_low", "conf_high")] <- NA
  c(reporters = nrow(own), patients_reported = sum(own$patients), fte = sum(own$fte), found)
}

recompute("area_summary.csv", function(row) {
  d <- in_area(at_snapshot(row$snapshot), row)
  own <- reported_in(d)
  told <- told_provision(d)
  patients <- sum(d$patients)
  c(told, pcns = nrow(d), not_reported = sum(!d$reported), unread = sum(d$reported) - nrow(own),
    no_staff = sum(own$fte == 0), patients = patients,
    share_reported = if (patients > 0) told[["patients_reported"]] / patients else NA,
    per_fte = if (told[["fte"]] > 0) told[["patients_reported"]] / told[["fte"]] else NA)
})

# The fifths are England's, of all open PCNs.
recompute("area_fifths.csv", function(row) {
  d <- once(c("area fifths", row$snapshot, row$need), function() {
    d <- at_snapshot(row$snapshot)
    d <- d[!is.na(d[[row$need]]), ]
    d$fifth <- pmin(5, 1 + floor(5 * ridit(d[[row$need]], d$patients)))
    d
  })
  own <- in_area(d[d$fifth == row$fifth, ], row)
  c(told_provision(own), pcns = nrow(own), patients = sum(own$patients))
})

# CR2 where every PCN is a cluster of its own: HC2 with the degrees of freedom of Bell and McCaffrey (2002).
test_hc2_bell <- function(fit, j) {
  z <- drop(fit$x %*% fit$bread[, j])
  a <- z / sqrt(1 - fit$h)
  p <- diag(a) - fit$x %*% fit$bread %*% t(fit$x * a)
  products <- crossprod(p)
  inference(fit$b[j], sqrt(sum((a * fit$e)^2)), sum(diag(products))^2 / sum(products^2))
}
recompute("area_needs.csv", function(row) {
  d <- in_area(at_snapshot(row$snapshot), row)
  d <- d[!is.na(d[[row$need]]), ]
  own <- reported_in(d)
  v <- d[[row$need]]
  counted <- c(pcns = nrow(d), n = nrow(own), if (nrow(d) > 0) c(mean = weighted.mean(v, d$patients), least = min(v), most = max(v)))
  if (row$method %in% c("none", "not asked") || is.na(row$estimate)) return(counted)
  fit <- least_squares(own$fte_per_10k, cbind(1, own[[row$need]]))
  test <- if (row$method == "CR2 by PCN" && all(fit$h < 1 - 1e-12)) test_hc2_bell(fit, 2)
    else if (grepl("^HC", row$method)) test_hc(fit, 2, row$method)
    else if (grepl("^CR2 by (ICB|sub-ICB)", row$method)) test_cr2(fit, 2, codes_of(own, row$method))
    else slope_alone(fit)
  unit <- attr(test, "unit")
  if (is.null(unit)) unit <- half_width(test)
  structure(c(test[names(test) != "p_value"], constant = fit$b[1], counted), unit = unit)
})

# Core20 against all others of an ICB, leaving out one PCN at a time.
core20_gap <- function(y, patients, share) {
  inside <- sum(y * patients * share) / sum(patients * share)
  outside <- sum(y * patients * (1 - share)) / sum(patients * (1 - share))
  c(inside = inside, outside = outside, difference = inside - outside, ratio = inside / outside)
}
recompute("area_core20.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  d <- reported_in(d[d$icb_code == row$icb_code & !is.na(d$core20_share), ])
  m <- nrow(d)
  counted <- c(pcns = m, if (m > 0) c(share = weighted.mean(d$core20_share, d$patients)))
  if (is.na(row$difference)) return(counted)
  found <- core20_gap(d$fte_per_10k, d$patients, d$core20_share)
  left <- sapply(seq_len(m), function(i) core20_gap(d$fte_per_10k[-i], d$patients[-i], d$core20_share[-i])[["difference"]])
  half <- qt((1 + level) / 2, m - 1) * sqrt((m - 1) / m * sum((left - mean(left))^2))
  c(counted, found[is.finite(found)],
    if (!is.na(row$conf_low)) c(conf_low = found[["difference"]] - half, conf_high = found[["difference"]] + half))
})

# Half a post more or less, the others as they are.
ranges <- tables[["rank_ranges.csv"]]
if (!is.null(ranges) && nrow(ranges) > 0) recompute("rank_ranges.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  all <- reported_in(d)
  own <- all[all$pcn_code == row$pcn_code, ]
  more <- 1e4 * (own$fte + 0.5) / own$patients
  less <- min(own$fte_per_10k, 1e4 * max(0, own$fte - 0.5) / own$patients)
  best <- 1 + sum(all$fte_per_10k > more)
  worst <- sum(all$fte_per_10k >= less)
  c(rank = 1 + sum(all$fte_per_10k > own$fte_per_10k), best = best, worst = worst, places = worst - best,
    ranked = nrow(all), not_reported = nrow(d) - nrow(all))
})

# Of all roles panel.csv has the study's own alone, where that is one.
own_role <- regmatches(manifest, regexec('"role": *"([^"]*)"', manifest))[[1]][2]
of_own <- which(!is.na(own_role) & tables[["role_gradients.csv"]]$role == own_role)
relative_slope <- function(x, y) cov(x, y) / var(x) / mean(y)
leaving_out <- function(g, compute, estimate) {
  left <- sapply(unique(g), function(unit) compute(g != unit))
  m <- length(left)
  half <- qt((1 + level) / 2, m - 1) * sqrt((m - 1) / m * sum((left - mean(left))^2))
  c(estimate - half, estimate + half)
}
recompute("role_gradients.csv", function(row) {
  d <- sample_of(row$snapshot, row$need)
  fit <- fit_of(row$snapshot, row$need)
  test <- test_hc(fit, 2, covariance)
  # Differences in need are those of all PCNs, whoever is left out.
  steps <- d$x / sd(d$x)
  share <- relative_slope(steps, d$y)
  g <- d[[c(icb = "icb_code", sub_icb = "sub_icb_code", pcn = "pcn_code")[[row$unit]]]]
  limits <- if (!is.na(row$share_low)) leaving_out(g, function(k) relative_slope(steps[k], d$y[k]), share)
  unit <- half_width(test)
  structure(c(test[names(test) != "df"], n = fit$n, not_reported = sum(!d$reported), pcns_any = sum(d$fte > 0),
    fte = sum(d$fte), mean = mean(d$y), need_sd = sd(d$x), share = share, units = length(unique(g)),
    if (!is.null(limits)) c(share_low = limits[1], share_high = limits[2])), unit = unit)
}, of_own)

