#!/usr/bin/env bash
# ineq 0.2-13 (CRAN): Theil() takes those who have nothing out of the population before it compares. The index of
# c(0, 0, 0, 4) is then that of one who has all there is among one, 0, where with x log x = 0 at 0 it is log(4); that of
# c(0, 0, 1, 1) is 0 in place of log(2). Gini() of the same package counts them: 0.75 and 0.5. So where some areas have
# no staff at all the two indices are of different populations, and Theil's says that all is equal.
set -euo pipefail
version=0.2-13
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
R_LIBS_USER="$folder" Rscript --no-save --no-restore - "$folder" "$version" <<'R'
folder <- commandArgs(TRUE)[1]
pin <- commandArgs(TRUE)[2]
.libPaths(c(folder, .libPaths()))
if (getOption("repos")[["CRAN"]] == "@CRAN@") chooseCRANmirror(ind = 1)
mirror <- getOption("repos")[["CRAN"]]
file <- sprintf("ineq_%s.tar.gz", pin)
to <- file.path(folder, file)
for (address in sprintf("%s/src/contrib/%s", mirror, c(file, file.path("Archive/ineq", file)))) {
  if (tryCatch(suppressWarnings(download.file(address, to, quiet = TRUE)) == 0, error = function(e) FALSE)) break
}
install.packages(to, lib = folder, repos = NULL, type = "source", quiet = TRUE)
suppressMessages(library(ineq, lib.loc = folder))
version <- as.character(packageVersion("ineq", folder))
theil <- function(x) {
  share <- x / sum(x)
  sum(ifelse(share > 0, share * log(share * length(x)), 0))
}
one <- c(0, 0, 0, 4)
two <- c(0, 0, 1, 1)
cat("ineq", version, R.version.string, "\n")
cat("0 0 0 4: Theil", Theil(one), "by its definition", theil(one), "Gini", Gini(one), "\n")
cat("0 0 1 1: Theil", Theil(two), "by its definition", theil(two), "Gini", Gini(two), "\n")
some <- c(1, 2, 3, 4)
near <- function(a, b) abs(a - b) < 1e-12
stopifnot(near(theil(one), log(4)), near(theil(two), log(2)), near(Theil(some), theil(some)))
if (!near(Theil(one), 0) || !near(Theil(two), 0) || !near(Gini(one), 0.75) || !near(Gini(two), 0.5)) {
  message("The behaviour has changed.")
  quit(status = 1)
}
R
