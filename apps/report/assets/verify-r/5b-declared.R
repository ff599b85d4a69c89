# ---- the study's declared model, by least squares ----------------------------------------------------------------

declared_rows <- tables[["model.csv"]]
if (!is.null(declared_rows) && nrow(declared_rows) > 0) {
  areas_named <- c(ICB = "icb_code", `sub-ICB location` = "sub_icb_code", region = "region_code")
  # The kind of an error and the column of its clusters, as the column `method` names it; NULL for two ways of clustering.
  method_of <- function(words) {
    if (grepl("^HC[0-4]$", words)) return(list(kind = words, column = "pcn_code"))
    kind <- sub(" by .*", "", words)
    column <- areas_named[sub(".* by ", "", words)]
    if (is.na(column) || !(kind %in% c("CR1", "CR2", "wild bootstrap"))) NULL else list(kind = kind, column = column[[1]])
  }
  # Outcomes that panel.csv has.
  declared_outcome <- function(d, outcome) {
    if (!is.null(outcome_of[[outcome]])) return(outcome_of[[outcome]](d))
    if (outcome == "any") return(as.numeric(d$fte > 0))
    if (outcome %in% names(d)) d[[outcome]]
  }
  # Terms as model.csv names them: a variable, its square (^2), or its product with need, of deviations from the mean.
  variable_in <- function(term) sub("\\^2$", "", sub("^need x ", "", term))
  terms_in <- function(model) if (is.na(model$covariates)) character() else strsplit(model$covariates, " + ", fixed = TRUE)[[1]]
  # Response, columns (constant, need, the terms, areas but the first) and weights, without the rows of one place.
  declared_design <- function(model, without = NULL) {
    terms <- terms_in(model)
    d <- at_snapshot_of(model$snapshot)
    variables <- setdiff(unique(variable_in(terms)), "need")
    if (!(model$form %in% c("level", "log1p")) || !all(c(variables, model$need) %in% names(d))) return(NULL)
    d$y <- declared_outcome(d, model$outcome)
    if (is.null(d$y)) return(NULL)
    if (model$form == "log1p") d$y <- log1p(d$y)
    d <- d[complete.cases(d[c("y", "fte", model$need, variables)]), ]
    if (!is.null(without)) d <- d[d[[paste0(without$level, "_code")]] != without$code, ]
    w <- if (model$weights == "patients") d$patients / 1e4
    value <- function(name) d[[if (name == "need") model$need else name]]
    centred <- function(v) v - weighted.mean(v, if (is.null(w)) rep(1, length(v)) else w)
    columns <- lapply(terms, function(term) {
      v <- value(variable_in(term))
      if (grepl("\\^2$", term)) centred(v)^2 else if (grepl("^need x ", term)) centred(v) * centred(value("need")) else v
    })
    x <- do.call(cbind, c(list(rep(1, nrow(d)), value("need")), columns))
    if (model$fixed_effects != "none") {
      code <- d[[paste0(model$fixed_effects, "_code")]]
      for (area in sort(unique(code), method = "radix")[-1]) x <- cbind(x, as.numeric(code == area))
    }
    list(d = d, x = unname(x), w = w)
  }
  at_snapshot_of <- function(snapshot) panel[panel$snapshot == snapshot, ]
  fit_declared <- function(design) least_squares(design$d$y, design$x, design$w)
  # The slope of need with the errors of a method, for the difference in need that is told for.
  declared_test <- function(design, fit, words, per = 1) {
    method <- method_of(words)
    if (is.null(method) || method$kind == "wild bootstrap")
      return(structure(c(estimate = fit$b[2] * per), unit = half_width(test_hc(fit, 2, "HC1")) * per))
    g <- design$d[[method$column]]
    test <- switch(method$kind, CR1 = test_cr1(fit, 2, g), CR2 = test_cr2(fit, 2, g), test_hc(fit, 2, method$kind))
    scaled <- c("estimate", "std_error", "conf_low", "conf_high")
    test[scaled] <- test[scaled] * per
    test
  }
  model_of <- function(need, snapshot)
    lapply(declared_rows[declared_rows$need == need & declared_rows$snapshot == snapshot, ], `[`, 1)

  recompute("model.csv", function(row) {
    design <- declared_design(row)
    if (is.null(design)) return(NULL)
    fit <- fit_declared(design)
    test <- declared_test(design, fit, row$method)
    told <- test * row$need_sd
    names(told) <- c(estimate = "per_sd", conf_low = "per_sd_low", conf_high = "per_sd_high")[names(told)]
    # The same rows without covariates and areas.
    alone <- declared_test(design, least_squares(design$d$y, design$x[, 1:2], design$w), row$method)
    alone <- alone[intersect(names(alone), c("estimate", "conf_low", "conf_high"))]
    unadjusted <- c(estimate = "unadjusted", conf_low = "unadjusted_low", conf_high = "unadjusted_high")
    per_sd <- c(estimate = "per_sd_unadjusted", conf_low = "per_sd_unadjusted_low", conf_high = "per_sd_unadjusted_high")
    c(test, told[!is.na(names(told))], setNames(alone, unadjusted[names(alone)]),
      setNames(alone * row$need_sd, per_sd[names(alone)]), n = fit$n, rows_lost = nrow(at_snapshot_of(row$snapshot)) - fit$n)
  })
  # Constants of areas are as many as areas: of those the estimates are not asked.
  recompute("model_coefficients.csv", function(row) {
    model <- model_of(row$need, row$snapshot)
    j <- match(row$term, c("constant", "need", terms_in(model)))
    if (is.na(j)) return(NULL)
    design <- once(c("declared", row$need, row$snapshot), function() list(declared_design(model)))[[1]]
    if (is.null(design)) return(NULL)
    fit <- once(c("declared fit", row$need, row$snapshot), function() fit_declared(design))
    method <- method_of(row$method)
    if (is.null(method) || method$kind == "wild bootstrap") return(c(n = fit$n))
    g <- design$d[[method$column]]
    c(switch(method$kind, CR1 = test_cr1(fit, j, g), CR2 = test_cr2(fit, j, g), test_hc(fit, j, method$kind)), n = fit$n)
  })
  recompute("model_inference.csv", function(row) {
    model <- model_of(row$need, row$snapshot)
    design <- declared_design(model)
    if (!is.null(design)) declared_test(design, fit_declared(design), row$method, model$need_sd)
  })
  recompute("model_influence.csv", function(row) {
    model <- model_of(row$need, row$snapshot)
    all <- once(c("declared", row$need, row$snapshot), function() list(declared_design(model)))[[1]]
    if (is.null(all) || is.na(row$estimate)) return(NULL)
    design <- declared_design(model, row)
    test <- declared_test(design, fit_declared(design), row$method, model$need_sd)
    whole <- once(c("declared fit", row$need, row$snapshot), function() fit_declared(all))
    # A change is small beside the error of what changes.
    c(test[c("estimate", "conf_low", "conf_high", "p_value")], pcns = nrow(all$d) - nrow(design$d),
      change = whole$b[2] * model$need_sd - test[["estimate"]])
  })

  # All snapshots as one regression, each with columns of its own. More columns than this are left out, for time.
  most_columns <- 120
  stacked_declared <- function(need) {
    models <- lapply(sort(declared_rows$snapshot[declared_rows$need == need]), function(snapshot) model_of(need, snapshot))
    designs <- lapply(models, declared_design)
    method <- method_of(models[[1]]$method)
    if (length(designs) < 2 || any(sapply(designs, is.null)) || is.null(method)) return(NULL)
    widths <- sapply(designs, function(one) ncol(one$x))
    if (sum(widths) > most_columns) return(NULL)
    heights <- sapply(designs, function(one) nrow(one$x))
    x <- matrix(0, sum(heights), sum(widths))
    rows_before <- cumsum(c(0, heights))
    columns_before <- cumsum(c(0, widths))
    for (t in seq_along(designs))
      x[rows_before[t] + seq_len(heights[t]), columns_before[t] + seq_len(widths[t])] <- designs[[t]]$x
    d <- do.call(rbind, lapply(designs, function(one) one$d[c("pcn_code", "y")]))
    last <- panel[order(panel$snapshot, method = "radix"), ]
    last <- last[!duplicated(last$pcn_code, fromLast = TRUE), ]
    g <- if (method$column == "pcn_code") d$pcn_code else last[[method$column]][match(d$pcn_code, last$pcn_code)]
    fit <- least_squares(d$y, x, if (!is.null(designs[[1]]$w)) unlist(lapply(designs, `[[`, "w")))
    slopes <- columns_before[seq_along(designs)] + 2
    snapshots <- sapply(models, `[[`, "snapshot")
    count <- length(unique(g))
    of_slopes <- function(weights) {
      row <- numeric(fit$k)
      row[slopes] <- weights
      row
    }
    by_cr2 <- method$kind %in% c("CR2", "wild bootstrap")
    v <- if (by_cr2) {
      wanted <- t(sapply(seq_along(slopes), function(t) of_slopes(as.numeric(seq_along(slopes) == t))))
      crossprod(do.call(rbind, lapply(cr2_parts(fit, g, wanted), `[[`, "score")))
    } else cr1(fit, g)[slopes, slopes] * (if (method$kind == "HC0") (count - 1) / count * (fit$n - fit$k) / (fit$n - 1) else 1)
    one_of <- function(weights) {
      df <- if (by_cr2) hotelling(fit, g, t(of_slopes(weights)))[["df2"]] else count - 1
      inference(sum(weights * fit$b[slopes]), sqrt(drop(weights %*% v %*% weights)), df)
    }
    several <- function(rows) {
      if (method$column != "pcn_code") return(hotelling(fit, g, t(apply(rows, 1, of_slopes))))
      b <- drop(rows %*% fit$b[slopes])
      f <- drop(b %*% solve(rows %*% v %*% t(rows), b)) / nrow(rows)
      c(statistic = f, df1 = nrow(rows), df2 = count - 1, p_value = pf(f, nrow(rows), count - 1, lower.tail = FALSE))
    }
    years <- as.numeric(as.Date(snapshots) - as.Date(snapshots[1])) / 365.25
    list(snapshots = snapshots, sd = models[[1]]$need_sd, v = v, clusters = count, one_of = one_of, several = several,
      line = (years - mean(years)) / sum((years - mean(years))^2))
  }
  stacked_of <- function(need) once(c("declared, all snapshots", need), function() list(stacked_declared(need)))[[1]]
  recompute("model_joint.csv", function(row) {
    all <- stacked_of(row$need)
    if (is.null(all) || row$snapshots != length(all$snapshots)) return(NULL)
    k <- length(all$snapshots)
    counted <- c(snapshots = k, clusters = all$clusters)
    if (row$test == "all zero") return(c(all$several(diag(k)), counted))
    if (row$test == "all equal") return(c(all$several(diff(diag(k))), counted))
    weights <- switch(row$test, pooled = rep(1 / k, k), `change first to last` = c(-1, rep(0, k - 2), 1), all$line)
    test <- all$one_of(weights)
    scaled <- c("estimate", "std_error", "conf_low", "conf_high")
    c(test[scaled] * all$sd, statistic = test[["estimate"]] / test[["std_error"]], df1 = 1, df2 = test[["df"]],
      test["p_value"], counted)
  })
  recompute("model_slope_covariances.csv", function(row) {
    all <- stacked_of(row$need)
    if (is.null(all)) return(NULL)
    i <- match(row$snapshot, all$snapshots)
    j <- match(row$other, all$snapshots)
    size <- sqrt(all$v[i, i] * all$v[j, j])
    structure(c(covariance = all$v[i, j] * all$sd^2, correlation = all$v[i, j] / size), unit = size * all$sd^2)
  })
}

