# Staff of every role and how five of them go with need, England, from the raw workforce files by data.table:
#   Rscript make-roles-golden.R WORKFORCE_FOLDER PANEL_CSV > roles-golden.json
# WORKFORCE_FOLDER holds the publisher's CSV files; of PANEL_CSV, a run's results/panel.csv, only patients and needs are
# taken. A PCN without a row of a role has none of it, reported or not (absent: zero).
# Concentration index: as the covariance formula of Kakwani, Wagstaff and van Doorslaer (1997) has it, ridits with ties.
suppressMessages({library(data.table); library(sandwich); library(jsonlite)})
args <- commandArgs(trailingOnly = TRUE)
files <- list.files(args[1], pattern = "[.]csv$", full.names = TRUE)
staff <- rbindlist(lapply(files, fread, encoding = "Latin-1", colClasses = "character"))
staff[, snapshot := as.character(as.Date(sprintf("%s-%02d-01", CENSUS_YEAR, as.integer(CENSUS_MONTH) %% 12 + 1)) - 1)]
staff[as.integer(CENSUS_MONTH) == 12, snapshot := sprintf("%s-12-31", CENSUS_YEAR)]
# In billionths, which are whole: sums are exact.
staff[, nano := round(as.numeric(FTE) * 1e9)]
staff[, known := !(trimws(UNIQUE_IDENTIFIER) %in% c("", "NULL"))]
league <- staff[, .(rows = .N, nano = sum(nano), identified = uniqueN(UNIQUE_IDENTIFIER[known]),
  without = sum(!known)), keyby = .(snapshot, role = trimws(STAFF_ROLE))]
league[, headcount := identified + without]
league[, rank_fte := frank(-nano, ties.method = "min"), by = snapshot]
league[, rank_headcount := frank(-headcount, ties.method = "min"), by = snapshot]
panel <- fread(args[2], colClasses = list(character = c("snapshot", "pcn_code")))
inside <- merge(staff, panel[, .(snapshot, PCN_CODE = pcn_code)], by = c("snapshot", "PCN_CODE"))
inside <- inside[, .(inside = sum(nano), pcns = uniqueN(PCN_CODE[nano > 0])), by = .(snapshot, role = trimws(STAFF_ROLE))]
any <- staff[, .(nano = sum(nano)), by = .(snapshot, pcn_code = PCN_CODE, role = trimws(STAFF_ROLE))]
league <- merge(league, inside, by = c("snapshot", "role"), all.x = TRUE)
league[is.na(inside), inside := 0]

five <- c("Social Prescribing Link Workers", "Pharmacists", "Care Coordinators", "Physiotherapists", "Pharmacy Technicians")
needs <- c("need_predicted", "ltc_share", "income_deprivation", "core20_share")
ridit <- function(x, p) {
  shares <- tapply(p / sum(p), x, sum)
  middle <- cumsum(shares) - shares / 2
  as.vector(middle[match(x, sort(unique(x)))])
}
one <- function(at, the_role, need) {
  rows <- merge(panel[snapshot == at], any[snapshot == at & role == the_role, .(pcn_code, nano)], by = "pcn_code", all.x = TRUE)
  rows[is.na(nano), nano := 0]
  rows[, x := get(need)]
  rows <- rows[!is.na(x)]
  rows[, y := nano / 1e9 / patients * 1e4]
  fit <- lm(y ~ x, rows)
  se <- sqrt(diag(vcovHC(fit, type = "HC1")))[["x"]]
  b <- coef(fit)[["x"]]
  half <- qt(0.975, nrow(rows) - 2) * se
  p <- rows$patients
  r <- ridit(rows$x, p)
  level <- weighted.mean(rows$y, p)
  fifth <- pmin(4, floor(5 * r))
  list(at, the_role, need, nrow(rows), sum(rows$nano > 0), b, se, b - half, b + half,
    2 * pt(-abs(b / se), nrow(rows) - 2), b * sd(rows$x) / mean(rows$y),
    2 * weighted.mean((rows$y - level) * (r - 0.5), p) / level,
    weighted.mean(rows$y[fifth == 4], p[fifth == 4]) - weighted.mean(rows$y[fifth == 0], p[fifth == 0]))
}
grid <- CJ(at = sort(unique(panel$snapshot)), role = five, need = needs, sorted = FALSE)
there <- paste(grid$at, grid$role) %in% paste(league$snapshot, league$role)[league$nano > 0]
rows <- Map(one, grid$at[there], grid$role[there], grid$need[there])
plain <- function(nano) sub("[.]?0+$", "", sprintf("%.0f.%09.0f", nano %/% 1e9, nano %% 1e9))
cat(toJSON(list(
  script = "make-roles-golden.R", R = as.character(getRversion()),
  packages = sapply(c("data.table", "sandwich", "jsonlite"), function(name) as.character(packageVersion(name)), simplify = FALSE),
  columns = c("snapshot", "role", "need", "n", "pcns_any", "estimate", "std_error", "conf_low", "conf_high", "p_value", "share", "concentration", "gap"),
  gradients = unname(rows),
  league_columns = c("snapshot", "role", "rows", "fte", "fte_pcns", "headcount", "identified", "rank_fte", "rank_headcount"),
  league = unname(Map(list, league$snapshot, league$role, league$rows, plain(league$nano), plain(league$inside),
    league$headcount, league$identified, league$rank_fte, league$rank_headcount))
), auto_unbox = TRUE, digits = NA))
cat("\n")
