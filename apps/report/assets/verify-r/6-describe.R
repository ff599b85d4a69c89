
# ---- descriptions of the panel -----------------------------------------------------------------------------------

at_snapshot <- function(snapshot) once(c("panel", snapshot), function() panel[panel$snapshot == snapshot, ])

recompute("table1.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  d <- d[!is.na(d$fte), ]
  c(pcns = nrow(d), fte_mean = mean(d$fte), fte_sd = sd(d$fte), per_10k_mean = mean(d$fte_per_10k),
    per_10k_sd = sd(d$fte_per_10k), fte_total = sum(d$fte))
})
recompute("characteristics.csv", function(row) {
  v <- at_snapshot(row$snapshot)[[row$variable]]
  v <- v[!is.na(v)]
  c(n = length(v), mean = mean(v), sd = sd(v), min = min(v), max = max(v))
})
recompute("distribution.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  some <- d$fte_per_10k[d$reported & !is.na(d$fte_per_10k) & d$fte_per_10k > 0]
  q <- if (length(some) > 0) quantile(some, c(0.05, 0.25, 0.5, 0.75, 0.95, 1), names = FALSE) else rep(NA, 6)
  c(pcns = nrow(d), not_reported = sum(!d$reported), reported_none = sum(d$reported) - length(some),
    some = length(some), counted = sum(!is.na(d$fte)), without = sum(d$fte == 0, na.rm = TRUE),
    p05 = q[1], p25 = q[2], p50 = q[3], p75 = q[4], p95 = q[5], max = q[6])
})
recompute("correlations.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  d <- d[!is.na(d[[row$need]]) & !is.na(d[[row$variable]]), ]
  r <- if (is.na(row$correlation)) NA else cor(d[[row$need]], d[[row$variable]])
  c(n = nrow(d), correlation = r, r2 = r^2)
})

# The patient-weighted mean, with the jackknife that leaves out one PCN at a time.
weighted <- function(d) {
  m <- nrow(d)
  patients <- sum(d$patients)
  value <- if (m > 0) sum(d$patients * d$fte_per_10k) / patients else NA
  left <- (patients * value - d$patients * d$fte_per_10k) / (patients - d$patients)
  se <- if (m > 1) sqrt((m - 1) / m * sum((left - mean(left))^2)) else NA
  if (!is.na(se) && se <= 1e-12 * abs(value)) se <- NA
  half <- if (is.na(se)) NA else qt((1 + level) / 2, m - 1) * se
  c(value = value, std_error = se, conf_low = value - half, conf_high = value + half)
}
recompute("icb_provision.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  d <- d[!is.na(d$fte_per_10k) & d$patients > 0 & (row$icb_code == "England" | d$icb_code == row$icb_code), ]
  c(pcns = nrow(d), not_reported = sum(!d$reported), patients = sum(d$patients), weighted(d))
})
# Those that reported, the most first.
if (!is.null(rows <- tables[["ranks.csv"]]) && nrow(rows) > 0) {
  d <- at_snapshot(rows$snapshot[1])
  d <- d[d$reported & !is.na(d$fte_per_10k), ]
  own <- match(rows$pcn_code, d$pcn_code)
  all <- seq_len(nrow(rows))
  note("ranks.csv", "value", all, rows$value, d$fte_per_10k[own])
  note("ranks.csv", "rank", all, rows$rank, rank(-d$fte_per_10k, ties.method = "min")[own])
  note("ranks.csv", "ranked", all, rows$ranked, rep(nrow(d), nrow(rows)))
}

# Patient-weighted means of areas: provision, and the need that the study puts first.
area_means <- function(name, variable) {
  recompute(name, function(row) {
    d <- at_snapshot(row$snapshot)
    d <- d[d$sub_icb_code == row$sub_icb_code & !is.na(d[[variable]]), ]
    c(value = if (nrow(d) > 0) sum(d$patients * d[[variable]]) / sum(d$patients) else NA, patients = sum(d$patients))
  })
}
area_means("figure1.csv", "fte_per_10k")
needs <- regmatches(manifest, regexpr('"needs": *[[][^]]*', manifest))
needs <- intersect(regmatches(needs, gregexpr("[a-z][a-z_0-9]+", needs))[[1]][-1], names(panel))
if (length(needs) > 0) area_means("figure2.csv", needs[1])

# Who reported. The range of what did not is the study's, or up to a quantile of those that did.
recompute("reporting.csv", function(row) {
  d <- at_snapshot(row$snapshot)
  d <- d[d$patients > 0, ]
  told <- d$reported & !is.na(d$fte_per_10k)
  column <- switch(row$level, icb = "icb_code", sub_icb = "sub_icb_code", "")
  inside <- column == "" | d[[if (column == "") "pcn_code" else column]] == row$code
  d <- d[inside, ]
  told <- told[inside]
  found <- if (any(told)) weighted(d[told, ]) else c(value = NA, conf_low = NA, conf_high = NA)
  bound <- function(provision) {
    if (nrow(d) == 0 || is.na(provision)) return(NA)
    sum(d$patients * ifelse(told, d$fte_per_10k, provision)) / sum(d$patients)
  }
  c(pcns = nrow(d), not_reported = sum(!d$reported), patients = sum(d$patients),
    patients_not_reported = sum(d$patients[!d$reported]), found[c("value", "conf_low", "conf_high")],
    bound_low = bound(row$range_low), bound_high = bound(row$range_high))
})

# Fifths of the patients in the order of need; the jackknife leaves out what the study takes to hang together.
fifths_of <- function(snapshot, need) {
  once(c("fifths", snapshot, need), function() {
    d <- at_snapshot(snapshot)
    d <- d[!is.na(d[[need]]) & !is.na(d$fte_per_10k) & d$patients > 0, ]
    d$x <- d[[need]]
    d$fifth <- pmin(5, 1 + floor(5 * ridit(d$x, d$patients)))
    d
  })
}
mean_of <- function(d) sum(d$patients * d$fte_per_10k) / sum(d$patients)
told_by <- function(d) d[d$reported & !is.na(d$fte), ]
jackknifed <- function(d, compute, estimate) {
  g <- d[[cluster_column]]
  left <- sapply(unique(g), function(without) compute(d[g != without, ]))
  if (anyNA(left)) return(c(conf_low = NA, conf_high = NA))
  m <- length(left)
  half <- qt((1 + level) / 2, m - 1) * sqrt((m - 1) / m * sum((left - mean(left))^2))
  c(conf_low = estimate - half, conf_high = estimate + half)
}
recompute("need_fifths.csv", function(row) {
  d <- fifths_of(row$snapshot, row$need)
  own <- d[d$fifth == row$fifth, ]
  value <- mean_of(own)
  c(pcns = nrow(own), not_reported = sum(!own$reported), patients = sum(own$patients), need_low = min(own$x),
    need_high = max(own$x), fte = sum(own$fte), value = value,
    if (!is.na(row$conf_low)) jackknifed(d, function(d) mean_of(d[d$fifth == row$fifth, ]), value),
    if (!is.na(row$value_reported)) c(value_reported = mean_of(told_by(own))))
})
recompute("need_gaps.csv", function(row) {
  d <- fifths_of(row$snapshot, row$need)
  gap <- function(d) mean_of(d[d$fifth == 5, ]) - mean_of(d[d$fifth == 1, ])
  patients <- sum(d$patients[d$fifth == 5])
  interval <- if (is.na(row$conf_low)) NULL else jackknifed(d, gap, gap(d))
  c(least = mean_of(d[d$fifth == 1, ]), most = mean_of(d[d$fifth == 5, ]), difference = gap(d), patients = patients,
    staff = gap(d) * patients / 1e4, interval,
    if (!is.null(interval)) c(staff_low = interval[["conf_low"]], staff_high = interval[["conf_high"]]) * patients / 1e4,
    if (!is.na(row$difference_reported)) c(difference_reported = gap(told_by(d))))
})

# What provision is counted for, from what it is made.
counted <- which(!is.na(panel$fte))
note("panel.csv", "fte_per_10k", counted, panel$fte_per_10k[counted], (1e4 * panel$fte / panel$patients)[counted])
