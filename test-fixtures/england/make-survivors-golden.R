# Table 1 of the England folder over the PCNs that survive, straight from the publishers' files with data.table and
# readxl: survivors-golden.json. PCNs that have a practice on the snapshot, had one on the first day of the middle month
# of its quarter and have one on 16 November 2023, all by the dates of ePCN; patients of practices in the table of the
# survey of 2019; role Social Prescribing Link Workers; a PCN without a row has none.
# Rscript make-survivors-golden.R path/to/england survivors-golden.json
suppressMessages({ library(data.table); library(readxl) })
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
m <- as.data.table(read_excel(file.path(folder, "membership/ePCN.xlsx"), sheet = 2, col_types = "text"))
setnames(m, c(1, 5, 9, 10), c("practice", "pcn", "start", "end"))
m <- m[, .(practice, pcn, start = as.Date(start, "%Y%m%d"), end = as.Date(end, "%Y%m%d"))]
on <- function(day) {
  x <- m[start <= day & (is.na(end) | end >= day)][order(practice, -as.integer(start), pcn)]
  x[!duplicated(practice) & pcn != "U"]
}
months <- c(March = 3, June = 6, September = 9, December = 12)
staff <- rbindlist(lapply(list.files(file.path(folder, "workforce"), full.names = TRUE), function(file) {
  x <- fread(file, encoding = "Latin-1", colClasses = "character")
  setnames(x, gsub("[^A-Z_]", "", toupper(names(x))))
  x[STAFF_ROLE == "Social Prescribing Link Workers", .(fte = sum(as.numeric(FTE))), by = .(
    year = as.integer(CENSUS_YEAR), month = as.integer(CENSUS_MONTH), pcn = PCN_CODE
  )]
}))
totals <- lapply(list.files(file.path(folder, "patients"), "csv$", full.names = TRUE), function(file) {
  x <- fread(file, colClasses = "character")
  setnames(x, toupper(names(x)))
  code <- if ("CODE" %in% names(x)) "CODE" else "ORG_CODE"
  x <- x[TYPE == "GP" & SEX == "ALL" & AGE == "ALL"]
  day <- as.Date(paste0(sub(".*_([0-9]{4}-[0-9]{2}).csv", "\\1", file), "-01"))
  x[, .(day = day, practice = get(code), n = as.numeric(NUMBER_OF_PATIENTS))]
})
archive <- list.files(file.path(folder, "patients"), "zip$", full.names = TRUE)
areas <- fread(cmd = paste("unzip -p", shQuote(archive)), colClasses = "character")
july <- areas[, .(day = as.Date("2022-07-01"), n = sum(as.numeric(NUMBER_OF_PATIENTS))), by = .(practice = PRACTICE_CODE)]
patients <- rbind(rbindlist(totals), july[, .(day, practice, n)])
surveyed <- fread(file.path(folder, "local/gpps-2019-long-term-condition.csv"))$practice_code
alive <- on(as.Date("2023-11-16"))$pcn
snapshots <- as.Date(c("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30",
                       "2021-09-30", "2021-12-31", "2022-03-31", "2022-06-30"))
rows <- lapply(snapshots, function(s) {
  middle <- as.Date(format(s - 45, "%Y-%m-01"))
  early <- on(middle)[practice %in% surveyed]$pcn
  now <- on(s)[practice %in% surveyed & pcn %in% alive & pcn %in% early]
  days <- unique(patients$day)
  gap <- abs(as.integer(days - s))
  nearest <- max(days[gap == min(gap)])
  x <- merge(now, patients[day == nearest], by = "practice")[n > 0, .(n = sum(n)), by = pcn]
  own <- staff[year == as.integer(format(s, "%Y")) & month == as.integer(format(s, "%m"))]
  x <- merge(x, own[, .(pcn, fte)], by = "pcn", all.x = TRUE)
  x[is.na(fte), fte := 0]
  x[, rate := 1e4 * fte / n]
  sprintf('  ["%s", %d, %.15g, %.15g, %.15g, %.15g]', s, nrow(x), mean(x$fte), sd(x$fte), mean(x$rate), sd(x$rate))
})
versions <- sprintf("R %s, data.table %s, readxl %s", getRversion(), packageVersion("data.table"), packageVersion("readxl"))
writeLines(c("{", sprintf(' "made_by": "make-survivors-golden.R, %s",', versions), ' "rows": [',
             paste(unlist(rows), collapse = ",\n"), " ]", "}"), arguments[2])
