
# ---- against sandwich and clubSandwich, where they are installed ---------------------------------------------------

against_packages <- function() {
  rows <- tables[["figure3.csv"]]
  if (is.null(rows) || nrow(rows) == 0) return()
  d <- sample_of(rows$snapshot[nrow(rows)], rows$need[nrow(rows)])
  fit <- fit_of(rows$snapshot[nrow(rows)], rows$need[nrow(rows)])
  model <- lm(y ~ x, d)
  told <- function(package, difference)
    cat(sprintf("%s %s gives the covariances that are written out here, to %.1e.\n", package,
      as.character(packageVersion(package)), difference))
  far <- function(a, b) max(abs(a / b - 1))
  if (suppressMessages(requireNamespace("sandwich", quietly = TRUE))) {
    types <- c("HC0", "HC1", "HC2", "HC3", "HC4")
    single <- sapply(types, function(type) far(hc(fit, type), sandwich::vcovHC(model, type = type)))
    clustered <- far(cr1(fit, d$icb_code), sandwich::vcovCL(model, cluster = d$icb_code, type = "HC1"))
    told("sandwich", max(single, clustered))
  }
  if (suppressMessages(requireNamespace("clubSandwich", quietly = TRUE)) && length(unique(d$icb_code)) > 1) {
    theirs <- clubSandwich::coef_test(model, vcov = "CR2", cluster = d$icb_code, test = "Satterthwaite")
    ours <- cr2(fit, d$icb_code)
    told("clubSandwich", max(far(sqrt(ours$variance), theirs$SE), far(ours$df, theirs[[grep("^df", names(theirs))[1]]])))
  }
}

# ---- what is told ------------------------------------------------------------------------------------------------

# Why a column is not here, by table and column ("" for every other column of the table).
drawn_by_us <- "rests on this program's random numbers"
by_places <- "asks for the positions of places, which no table of a run has"
declared_else <- paste("is of a pseudo-likelihood, two ways of clustering, the wild bootstrap, areas' constants or an outcome that",
  "panel.csv lacks, or is not written out in this script")
stacked_else <- "is of a pseudo-likelihood or two ways of clustering, or has too many columns for this script"
reasons <- list(
  "figure3.csv" = c(boot_low = drawn_by_us, boot_high = drawn_by_us),
  "tableS2.csv" = c(boot_low = drawn_by_us, boot_high = drawn_by_us),
  "inference.csv" = c(drawn_by_us),
  "slopes.csv" = c(p_wild = drawn_by_us, p_wild_mcse = drawn_by_us, by_places),
  "joint.csv" = c(margin_fte = "is the study's statement", drawn_by_us),
  "joint_needs.csv" = c(drawn_by_us),
  "breaks.csv" = c(p_value = drawn_by_us, replicates = drawn_by_us),
  "conley.csv" = c(km = "is the study's statement", by_places),
  "moran.csv" = c(by_places),
  "slope_variation.csv" = c("is of a mixed model: lme4 is not part of base R"),
  "region_slopes.csv" = c("is of a mixed model: lme4 is not part of base R"),
  "survey_error.csv" = c("asks for the survey's own counts"),
  "survey_base.csv" = c("is of the survey's files, not of the panel"),
  "panel.csv" = c("is what R starts from"),
  "findings.csv" = c("is taken from the other tables"),
  "finding_tests.csv" = c("is taken from the other tables"),
  "published_numbers.csv" = c("holds this run against what was printed"),
  "reporting.csv" = c("is the study's statement, or a quantile of what was reported"),
  "known_review.csv" = c("is what others found"),
  "known_studies.csv" = c("is what others found"),
  "known_survey.csv" = c("is what others found"),
  "roles.csv" = c("asks for the staff of every role by PCN, of which panel.csv has the study's own alone"),
  "role_gradients.csv" = c("asks for the staff of every role by PCN, of which panel.csv has the study's own alone"),
  "role_claims.csv" = c("holds roles.csv and role_gradients.csv against what was printed"),
  "model.csv" = c(declared_else),
  "model_coefficients.csv" = c(declared_else),
  "model_inference.csv" = c(clusters = "is told with every regression of model.csv", declared_else),
  "model_influence.csv" = c(declared_else),
  "model_joint.csv" = c(stacked_else),
  "model_slope_covariances.csv" = c(stacked_else),
  "model_findings.csv" = c("is taken from the other tables"),
  "model_finding_tests.csv" = c("is taken from the other tables"),
  "quantiles.csv" = c("asks for quantile regression, which base R has not"),
  "multiverse.csv" = c("has its own check: test-fixtures/england/check-multiverse.R")
)
why <- function(name, column) {
  own <- reasons[[name]]
  found <- if (column %in% names(own)) own[[column]] else if (is.null(names(own))) own else own[names(own) == ""]
  if (length(found) == 0) "is not written out in this script" else found[[1]]
}

left_out <- function(name) {
  d <- tables[[name]]
  numbers <- names(d)[sapply(d, is.numeric)]
  rest <- sapply(numbers, function(column) sum(!is.na(d[[column]]) & !seen[[name]][, column]))
  rest <- rest[rest > 0]
  if (length(rest) == 0) return()
  all <- sapply(names(rest), function(column) sum(!is.na(d[[column]])))
  share <- ifelse(rest == all, names(rest), sprintf("%s (%d of %d)", names(rest), rest, all))
  for (reason in unique(sapply(names(rest), why, name = name))) {
    own <- sapply(names(rest), why, name = name) == reason
    cat(sprintf("  %s: %s: %s\n", name, paste(share[own], collapse = ", "), reason))
  }
}

cat(R.version.string, "\n", sep = "")
cat(sprintf("Recomputed from panel.csv: %d snapshots, %d rows. Relative differences, the run's against R's:\n\n",
  length(unique(panel$snapshot)), nrow(panel)))
cat(sprintf("%-28s %8s  %-9s  %s\n", "table", "numbers", "largest", "where"))
for (name in names(worst)) {
  one <- worst[[name]]
  place <- if (one$apart == 0) "" else sprintf("%s, %s", where(name, one$row), one$column)
  cat(sprintf("%-28s %8d  %-9s  %s\n", name, sum(seen[[name]]), if (one$apart == 0) "none" else sprintf("%.1e", one$apart), place))
}
total <- sum(sapply(seen, sum))
if (length(beyond) == 0) {
  cat(sprintf("\nAll %d numbers are R's within %g.\n", total, tolerance))
} else {
  cat(sprintf("\n%d of %d numbers are not R's within %g:\n", length(beyond), total, tolerance))
  for (one in utils::head(beyond, 20)) cat(sprintf("  %s, %s, %s: %s, by R %.15g\n", one$table, where(one$table, one$row),
    one$column, ifelse(is.na(one$ours), "none", format(one$ours, digits = 15)), one$theirs))
  if (length(beyond) > 20) cat(sprintf("  and %d more\n", length(beyond) - 20))
}
cat("\nNot recomputed:\n")
for (name in table_names) left_out(name)
cat("\n")
against_packages()
agrees <- length(beyond) == 0
if (!exists("embedded")) quit(status = if (agrees) 0 else 1)
