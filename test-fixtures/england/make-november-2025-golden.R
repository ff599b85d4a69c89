# 30 November 2025 straight from the publishers' files with data.table: november-2025-golden.json. PCNs, staff, patients,
# provision, means of the needs over PCNs and their HC1 regressions; and how far carrying neighbourhoods and ages from
# another date can be off. Memberships are those of the map of 1 July 2026, patients and ages of 1 July 2026, where
# patients live of 1 July 2022, ethnicity and the survey from the local tables; a PCN without a row has no link worker.
# Rscript make-november-2025-golden.R path/to/england path/to/england-later november-2025-golden.json
suppressMessages({ library(data.table); library(sandwich) })
arguments <- commandArgs(trailingOnly = TRUE)
england <- function(...) file.path(arguments[1], ...)
later <- function(...) file.path(arguments[2], ...)
unzipped <- function(path) fread(cmd = paste("unzip -p", shQuote(path)), colClasses = "character")

map <- unzipped(later("membership/gp-reg-pat-prac-map_2026-07.zip"))[, .(practice = PRACTICE_CODE, pcn = PCN_CODE)]
quin <- unzipped(later("patients/gp-reg-pat-prac-quin-age_2026-07.zip"))[ORG_TYPE == "GP"]
quin[, n := as.numeric(NUMBER_OF_PATIENTS)]
totals <- quin[SEX == "ALL" & AGE_GROUP_5 == "ALL", .(practice = ORG_CODE, n)]
bands <- quin[SEX != "ALL" & AGE_GROUP_5 != "ALL"]
bands[, from := as.integer(sub("[^0-9].*", "", AGE_GROUP_5))]
ages <- bands[, .(share_65_plus = sum(n[from >= 65]) / sum(n)), by = .(practice = ORG_CODE)]

areas <- unzipped(list.files(england("patients"), "zip$", full.names = TRUE))
setnames(areas, toupper(names(areas)))
areas <- areas[, .(n = sum(as.numeric(NUMBER_OF_PATIENTS))), by = .(practice = PRACTICE_CODE, lsoa = LSOA_CODE)]
imd <- fread(list.files(england("deprivation"), full.names = TRUE))[, c(1, 5, 6, 8)]
setnames(imd, c("lsoa", "imd", "score", "income"))
rurality <- fread(england("rurality/RUC11_LSOA11_EW.csv"))[, .(lsoa = LSOA11CD, rural = RUC11CD %in% c("D1", "D2", "E1", "E2"))]
lived <- merge(areas, imd, by = "lsoa")
mixes <- lived[, c(list(income_deprivation = sum(n * score) / sum(n), core20_share = sum(n * (imd <= 2)) / sum(n)),
                   setNames(lapply(2:10, function(d) sum(n * (income == d)) / sum(n)), paste0("income_decile_", 2:10))), by = practice]
mixes <- merge(mixes, merge(areas, rurality, by = "lsoa")[substr(lsoa, 1, 1) == "E", .(rural = sum(n * rural) / sum(n)), by = practice], all = TRUE)
ethnicity <- fread(england("local/ethnicity-census-2021.csv"))
survey <- fread(england("local/gpps-2019-long-term-condition.csv"))
imd2025 <- fread(later("deprivation/fingertips-imd-2025-gp-practice.csv"))[, .(practice = PRACTICE_CODE, deprivation_score_imd_2025 = IMD_SCORE)]
setnames(ethnicity, "practice_code", "practice")
setnames(survey, "practice_code", "practice")

x <- merge(map[pcn != "U"], totals[n > 0], by = "practice")
practices <- Reduce(function(a, b) merge(a, b, by = "practice", all.x = TRUE), list(x, ages, mixes, ethnicity, survey, imd2025))
columns <- setdiff(names(practices), c("practice", "pcn", "n", "ethnicity_white"))
pcns <- practices[, c(list(patients = sum(n)), lapply(.SD, function(v) sum((n * v)[!is.na(v)]) / sum(n[!is.na(v)]))), by = pcn, .SDcols = columns]
deciles <- c(-0.002, 0.001, -0.012, -0.008, -0.017, -0.031, -0.034, -0.033, -0.054)
pcns[, need_predicted := 0.238 - 0.105 * share_65_plus - 0.177 * ethnicity_mixed + 0.078 * ethnicity_asian +
       0.258 * ethnicity_black + 0.023 * ethnicity_other - 0.026 * rural + as.matrix(.SD) %*% deciles, .SDcols = paste0("income_decile_", 2:10)]

staff <- fread(later("workforce/pcn_wf_individual_level_2025-11.csv"), colClasses = "character", encoding = "UTF-8")
linked <- staff[staff_role == "Social Prescribing Link Workers", .(fte = sum(as.numeric(fte))), by = .(pcn = pcn_code)]
pcns <- merge(pcns, linked, by = "pcn", all.x = TRUE)
pcns[, reported := pcn %in% staff$pcn_code]
pcns[is.na(fte), fte := 0]
pcns[, rate := 1e4 * fte / patients]

digits <- function(v) formatC(v, digits = 17, format = "g")
needs <- c("core20_share", "deprivation_score_imd_2025", "income_deprivation", "ltc_share", "need_predicted")
slopes <- sapply(needs, function(need) {
  fit <- lm(reformulate(need, "rate"), pcns)
  se <- sqrt(diag(vcovHC(fit, "HC1")))
  sprintf('  ["%s", %d, %s, %s, %s, %s]', need, nobs(fit), digits(mean(pcns[[need]], na.rm = TRUE)),
          digits(coef(fit)[1]), digits(coef(fit)[2]), digits(se[2]))
})

# How far off a carried mix can be. The local table of April 2020 has ages, so that carrying ages over six years is seen
# practice by practice; where patients live is known in July 2022 alone, so that only who has no value is seen.
old <- fread(england("local/age-65-plus_2020-04.csv"))[patients > 0, .(practice = practice_code, n = patients, old = patients_65_plus / patients)]
both <- merge(merge(old, ages, by = "practice"), totals[, .(practice, now = n)], by = "practice")
total_2020 <- fread(england("patients/gp-reg-pat-prac-all_2020-04.csv"), colClasses = "character")[TYPE == "GP", .(practice = CODE, n = as.numeric(NUMBER_OF_PATIENTS))]
without <- function(lists) { y <- lists[n > 0]; c(sum(!y$practice %in% mixes$practice), sum(y[!practice %in% mixes$practice]$n) / sum(y$n)) }
weighted <- function(lists, column) { y <- merge(lists, mixes, by = "practice"); sum(y$n * y[[column]]) / sum(y$n) }
early <- without(total_2020)
late <- without(totals)
# Under the same memberships, PCNs' mixes with the lists of April 2020 and of July 2026 as weights.
reweighed <- merge(merge(x[, .(practice, pcn, now = n)], total_2020[, .(practice, then = n)], by = "practice"), mixes, by = "practice")
by_pcn <- reweighed[, .(a = sum(then * core20_share) / sum(then), b = sum(now * core20_share) / sum(now),
                        c = sum(then * income_deprivation) / sum(then), d = sum(now * income_deprivation) / sum(now)), by = pcn]
carried <- c(
  practices_without_mix_2020 = early[1], patients_without_mix_2020 = early[2],
  practices_without_mix_2026 = late[1], patients_without_mix_2026 = late[2],
  core20_england_lists_2020 = weighted(total_2020, "core20_share"), core20_england_lists_2026 = weighted(totals, "core20_share"),
  pcns_reweighed = nrow(by_pcn),
  core20_median_move = median(abs(by_pcn$a - by_pcn$b)), core20_p95_move = unname(quantile(abs(by_pcn$a - by_pcn$b), 0.95)), core20_largest_move = max(abs(by_pcn$a - by_pcn$b)),
  income_median_move = median(abs(by_pcn$c - by_pcn$d)), income_p95_move = unname(quantile(abs(by_pcn$c - by_pcn$d), 0.95)), income_largest_move = max(abs(by_pcn$c - by_pcn$d)),
  practices_with_both_ages = nrow(both), age_correlation = cor(both$old, both$share_65_plus),
  age_mean_change = mean(both$share_65_plus - both$old), age_median_move = median(abs(both$share_65_plus - both$old)),
  age_p95_move = unname(quantile(abs(both$share_65_plus - both$old), 0.95)),
  list_growth_median = median(both$now / both$n), list_growth_p95 = unname(quantile(abs(both$now / both$n - 1), 0.95))
)
writeLines(c("{",
  sprintf(' "made_by": "make-november-2025-golden.R, R %s, data.table %s, sandwich %s",', getRversion(), packageVersion("data.table"), packageVersion("sandwich")),
  sprintf(' "pcns": %d,\n "reporting": %d,\n "patients": %s,\n "fte_total": %s,\n "fte_mean": %s,\n "fte_sd": %s,\n "rate_mean": %s,\n "rate_sd": %s,',
          nrow(pcns), sum(pcns$reported), digits(sum(pcns$patients)), digits(sum(pcns$fte)), digits(mean(pcns$fte)), digits(sd(pcns$fte)), digits(mean(pcns$rate)), digits(sd(pcns$rate))),
  ' "columns": ["need", "n", "mean", "constant", "slope", "std_error"],', ' "needs": [', paste(slopes, collapse = ",\n"), ' ],',
  ' "carried": {', paste(sprintf('  "%s": %s', names(carried), digits(carried)), collapse = ",\n"), " }", "}"), arguments[3])
