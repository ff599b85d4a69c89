#!/usr/bin/env bash
# sandwich 3.1-3 (CRAN): vcovCL counts the levels of a factor of clusters, not the clusters that have an observation. A
# subset of a data frame keeps the levels of the whole, so that clustered errors of a subset are too small: of 5 of 20
# clusters, by a factor of 0.918, as G / (G - 1) is 20 / 19 in place of 5 / 4. Where there are as many levels as rows
# the scores are not summed within clusters at all: five clusters of ten come out as HC1 to the last digit, as if every
# row were independent. Text, or droplevels(), is right.
set -euo pipefail
version=3.1-3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
R_LIBS_USER="$folder" Rscript --no-save --no-restore - "$folder" "$version" <<'R'
folder <- commandArgs(TRUE)[1]
pin <- commandArgs(TRUE)[2]
.libPaths(c(folder, .libPaths()))
if (getOption("repos")[["CRAN"]] == "@CRAN@") chooseCRANmirror(ind = 1)
mirror <- getOption("repos")[["CRAN"]]
pinned <- function(name, version) {
  file <- sprintf("%s_%s.tar.gz", name, version)
  current <- sprintf("%s/src/contrib/%s", mirror, file)
  older <- sprintf("%s/src/contrib/Archive/%s/%s", mirror, name, file)
  to <- file.path(folder, file)
  for (address in c(current, older)) {
    if (tryCatch(suppressWarnings(download.file(address, to, quiet = TRUE)) == 0, error = function(e) FALSE)) break
  }
  install.packages(to, lib = folder, repos = NULL, type = "source", quiet = TRUE)
}
if (!requireNamespace("zoo", quietly = TRUE)) install.packages("zoo", lib = folder, repos = mirror, quiet = TRUE)
pinned("sandwich", pin)
suppressMessages(library(sandwich, lib.loc = folder))
version <- as.character(packageVersion("sandwich", folder))
whole <- data.frame(icb = factor(rep(letters[1:20], each = 10)), need = sin(1:200) + rep(cos(1:20), each = 10))
whole$provision <- whole$need + rep(sin(3 * (1:20)), each = 10) + cos(7 * (1:200))
some <- whole[whole$icb %in% letters[1:5], ]
fit <- lm(provision ~ need, some)
error <- function(clusters) sqrt(vcovCL(fit, cluster = clusters, type = "HC1")[2, 2])
ratio <- error(some$icb) / error(droplevels(some$icb))
same <- error(as.character(some$icb)) / error(droplevels(some$icb))
many <- factor(rep(1:5, each = 10), levels = 1:50)
unsummed <- error(many) / sqrt(vcovHC(fit, type = "HC1")[2, 2])
summed <- error(droplevels(many)) / sqrt(vcovHC(fit, type = "HC1")[2, 2])
cat("sandwich", version, R.version.string, "\n")
cat("5 of 20 clusters: kept levels / dropped", ratio, "text / dropped", same, "\n")
cat("5 clusters, 50 levels, 50 rows: / HC1", unsummed, "dropped / HC1", summed, "\n")
near <- function(a, b) abs(a - b) < 1e-9
if (!near(ratio, sqrt((20 / 19) / (5 / 4))) || !near(same, 1) || !near(unsummed, 1) || near(summed, 1)) {
  message("The behaviour has changed.")
  quit(status = 1)
}
R
