# Rscript bench/sources.R DIR OUT THREADS: the practice values of bench/sources-build.mjs by data.table.
# One line a snapshot and practice: patients, share aged 65 and over, share in the most deprived fifth of neighbourhoods
# by overall IMD, shares by income decile 1 to 10. The first line of the output says the seconds.
suppressMessages(library(data.table))
arguments <- commandArgs(TRUE)
setDTthreads(as.integer(arguments[3]))
began <- proc.time()[["elapsed"]]
folder <- file.path(arguments[1], "patients")
deprivation <- fread(Sys.glob(file.path(arguments[1], "deprivation", "*.csv")))[, .(
  LSOA_CODE = `LSOA code (2011)`,
  imd = `Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)`,
  income = `Income Decile (where 1 is most deprived 10% of LSOAs)`
)]
setkey(deprivation, LSOA_CODE)
months <- sub(".*_(.*)\\.csv$", "\\1", Sys.glob(file.path(folder, "*lsoa*.csv")))
tables <- lapply(months, function(month) {
  ages <- rbindlist(lapply(c("female", "male"), function(sex) {
    fread(file.path(folder, sprintf("gp-reg-pat-prac-sing-age-%s_%s.csv", sex, month)),
      select = c("ORG_CODE", "AGE", "NUMBER_OF_PATIENTS"), colClasses = list(character = "AGE"))
  }))
  ages[, year := suppressWarnings(as.integer(sub("+", "", AGE, fixed = TRUE)))]
  people <- ages[, .(
    patients = sum(NUMBER_OF_PATIENTS[AGE == "ALL"]),
    older = sum(NUMBER_OF_PATIENTS[!is.na(year) & year >= 65L]) / sum(NUMBER_OF_PATIENTS[!is.na(year)])
  ), keyby = .(practice = ORG_CODE)]
  places <- fread(file.path(folder, sprintf("gp-reg-pat-prac-lsoa-male-female_%s.csv", month)),
    select = c("PRACTICE_CODE", "LSOA_CODE", "NUMBER_OF_PATIENTS"))
  places <- deprivation[places, on = "LSOA_CODE", nomatch = NULL]
  byDecile <- dcast(places[, .(n = sum(NUMBER_OF_PATIENTS)), by = .(practice = PRACTICE_CODE, income)],
    practice ~ income, value.var = "n", fill = 0)
  core <- places[, .(core20 = sum(NUMBER_OF_PATIENTS[imd <= 2L]) / sum(NUMBER_OF_PATIENTS)),
    keyby = .(practice = PRACTICE_CODE)]
  deciles <- as.character(1:10)
  total <- rowSums(byDecile[, ..deciles])
  byDecile[, (deciles) := lapply(.SD, function(n) n / total), .SDcols = deciles]
  merged <- merge(merge(people, core, all.x = TRUE), byDecile, by = "practice", all.x = TRUE)
  cbind(snapshot = as.character(as.Date(paste0(month, "-01")) - 1), merged)
})
result <- rbindlist(tables)
cat(proc.time()[["elapsed"]] - began, "\n")
fwrite(result, arguments[2], col.names = FALSE)
