# Recomputes the tables of a run of inverse-care from its results/panel.csv in base R, holds every number against the
# run's, and prints the largest differences. Quits with 1 where one is beyond its tolerance.
#
#   Rscript verify.R OUT
#
# OUT is the folder that the run was given as --out. No package is needed. Where sandwich and clubSandwich are
# installed, the covariances that are written out here are held against theirs too.

if (!exists("out")) out <- commandArgs(TRUE)[1]
if (is.na(out)) stop("Say which run: Rscript verify.R OUT")

# Relative to R's number or, where that is nearer zero than its error is large, to half the width of its interval: an
# estimate of 1e-13 with an error of 0.1 is zero and rounding.
tolerance <- 1e-9

# ---- tables of the run -------------------------------------------------------------------------------------------

number_pattern <- "^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$"

# Codes and names stay text, also where they look like numbers: 00E12 is no number.
read_table <- function(name) {
  file <- file.path(out, "results", name)
  if (!file.exists(file)) return(NULL)
  d <- read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
  for (column in names(d)) {
    values <- d[[column]][!is.na(d[[column]])]
    if (grepl("(code|name|label|note)$", column)) next
    if (length(values) > 0 && all(grepl(number_pattern, values))) d[[column]] <- as.numeric(d[[column]])
    else if (length(values) > 0 && all(values %in% c("true", "false"))) d[[column]] <- d[[column]] == "true"
  }
  d
}

table_names <- sort(list.files(file.path(out, "results"), pattern = "[.]csv$"))
tables <- sapply(table_names, read_table, simplify = FALSE)
panel <- tables[["panel.csv"]]
if (is.null(panel)) stop("There is no results/panel.csv in ", out)
is_date <- function(d) !is.null(d$snapshot) && all(grepl("^[0-9-]+$", d$snapshot))

# Of the study only these are needed; the manifest is JSON, written with one key a line.
manifest <- paste(readLines(file.path(out, "manifest.json"), warn = FALSE), collapse = "\n")
declared <- function(key, pattern) {
  inference <- regmatches(manifest, regexpr('"inference": *[{][^\x01]*', manifest))
  found <- regmatches(inference, regexec(paste0('"', key, '": *', pattern), inference))[[1]]
  if (length(found) < 2) stop("The manifest does not say the study's ", key)
  found[2]
}
level <- as.numeric(declared("level", "([0-9.]+)"))
covariance <- declared("covariance", '"([A-Za-z0-9]+)"')
dependence <- declared("dependence", '("[a-z_]+"|[{])')
dependence <- if (dependence == "{") "conley" else gsub('"', "", dependence)

# ---- what was compared -------------------------------------------------------------------------------------------

seen <- lapply(tables, function(d) matrix(FALSE, nrow(d), ncol(d), dimnames = list(NULL, names(d))))
worst <- list()   # by table: the largest difference, and where
beyond <- list()  # what is beyond its tolerance

apart <- function(ours, theirs, unit) {
  difference <- abs(ours - theirs) / pmax(abs(theirs), unit, 1e-300)
  difference[is.na(ours) != is.na(theirs)] <- Inf
  difference[(is.na(ours) & is.na(theirs)) | (!is.na(ours) & !is.na(theirs) & ours == theirs)] <- 0
  difference
}

# Of a row: what tells it from others.
where <- function(name, row) {
  d <- tables[[name]]
  keys <- names(d)[!sapply(d, is.numeric) & !grepl("(name|label|note|stars|told_for|unit)$", names(d))]
  keys <- keys[!is.na(unlist(d[row, keys]))]
  told <- paste(keys, unlist(d[row, keys]), sep = "=", collapse = ", ")
  sprintf("row %d (%s)", row, told)
}

around_zero <- c("estimate", "conf_low", "conf_high", "statistic", "fit", "constant", "difference", "change", "covariance",
  "unadjusted", "unadjusted_low", "unadjusted_high", "per_sd", "per_sd_low", "per_sd_high", "per_sd_unadjusted",
  "per_sd_unadjusted_low", "per_sd_unadjusted_high")
half_width <- function(values) {
  if (!all(c("conf_low", "conf_high") %in% names(values))) return(0)
  half <- (values[["conf_high"]] - values[["conf_low"]]) / 2
  if (is.na(half)) 0 else half
}

# Holds values, one named vector a row, against rows of a table. An attribute may say the unit of an estimate whose
# interval is not among them.
hold <- function(name, rows, found) {
  d <- tables[[name]]
  attribute <- function(values, which, otherwise) if (is.null(attr(values, which))) otherwise else attr(values, which)
  units <- sapply(found, function(values) attribute(values, "unit", half_width(values)))
  for (column in intersect(unique(unlist(lapply(found, names))), names(d))) {
    has <- which(sapply(found, function(values) column %in% names(values)))
    ours <- as.numeric(d[[column]][rows[has]])
    theirs <- as.numeric(sapply(found[has], `[[`, column))
    note(name, column, rows[has], ours, theirs, if (column %in% around_zero) units[has] else 0)
  }
}
note <- function(name, column, rows, ours, theirs, unit = 0) {
  difference <- apart(ours, theirs, unit)
  seen[[name]][rows, column] <<- TRUE
  one <- function(i) list(table = name, row = rows[i], column = column, ours = ours[i], theirs = theirs[i], apart = difference[i])
  most <- which.max(difference)
  if (is.null(worst[[name]]) || difference[most] > worst[[name]]$apart) worst[[name]] <<- one(most)
  beyond <<- c(beyond, lapply(which(difference > tolerance), one))
}

# A table whose rows a function recomputes one by one: the values of a row, or NULL where it has none.
recompute <- function(name, compute, rows = NULL) {
  d <- tables[[name]]
  if (is.null(rows)) rows <- seq_len(NROW(d))
  if (length(rows) == 0) return(invisible())
  found <- lapply(rows, function(i) compute(lapply(d, `[`, i)))
  some <- !sapply(found, is.null)
  if (any(some)) hold(name, rows[some], found[some])
}

# What is asked for many times, as one regression for all of its rows.
kept <- new.env()
once <- function(key, compute) {
  key <- paste(key, collapse = "|")
  if (is.null(kept[[key]])) assign(key, compute(), kept)
  kept[[key]]
}
