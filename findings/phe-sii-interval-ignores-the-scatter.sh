#!/usr/bin/env bash
# PHEindicatormethods 2.1.2 (CRAN): phe_sii() gives the weighted least squares slope of ten deciles, to 1e-9, but not its
# interval. The limits are simulated from the standard error of each decile alone; how far the deciles lie from the line
# does not enter, nor does any error that deciles share. Ten values that scatter around their line have an SII of 13.1,
# 12.0 to 14.2; lm() has 0.4 to 25.8, nearly 12 times as wide. Values exactly on that line get the same limits. It is
# right as the error of the deciles' own values, and says nothing on how well a line describes them.
# Version 2.1.2 asks for R 4.3; so that R 4.2 can run it as well it is not installed: its pinned sources are
# read into an environment, with dplyr, broom, tidyr, purrr, rlang and tidyselect as they are installed, or from CRAN.
set -euo pipefail
version=2.1.2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
Rscript --no-save --no-restore - "$folder" "$version" <<'R'
folder <- commandArgs(TRUE)[1]
pin <- commandArgs(TRUE)[2]
.libPaths(c(folder, .libPaths()))
if (getOption("repos")[["CRAN"]] == "@CRAN@") chooseCRANmirror(ind = 1)
mirror <- getOption("repos")[["CRAN"]]
imports <- c("dplyr", "broom", "tidyr", "purrr", "rlang")
for (name in c(imports, "tidyselect")) {
  if (!requireNamespace(name, quietly = TRUE)) install.packages(name, lib = folder, repos = mirror, quiet = TRUE)
}
file <- sprintf("PHEindicatormethods_%s.tar.gz", pin)
to <- file.path(folder, file)
for (address in paste0(mirror, "/src/contrib/", c("", "Archive/PHEindicatormethods/"), file)) {
  if (tryCatch(suppressWarnings(download.file(address, to, quiet = TRUE)) == 0, error = function(e) FALSE)) break
}
untar(to, exdir = folder)
sources <- file.path(folder, "PHEindicatormethods")
version <- read.dcf(file.path(sources, "DESCRIPTION"), "Version")[1]
suppressMessages(for (name in imports) library(name, character.only = TRUE))
package <- new.env(parent = globalenv())
assign("where", tidyselect::where, package)
for (part in c("utils.R", "SII_function.R")) sys.source(file.path(sources, "R", part), package)

areas <- data.frame(
  decile = 1:10,
  patients = c(900, 1100, 1000, 1200, 800, 1000, 950, 1050, 1000, 1000),
  staff = c(60, 55, 64, 58, 70, 59, 66, 73, 62, 71),
  error = 0.5
)
share <- areas$patients / sum(areas$patients)
areas$rank <- cumsum(share) - share / 2
fit <- lm(staff ~ rank, areas, weights = patients)
areas$line <- fitted(fit)
index <- function(column) {
  set.seed(1)
  # points exactly on a line make lm() warn of a perfect fit
  found <- suppressWarnings(
    package$phe_sii(areas, decile, patients, value = !!rlang::sym(column), se = error, repetitions = 20000)
  )
  c(sii = found$sii, lower = found$sii_lower95_0cl, upper = found$sii_upper95_0cl)
}
scattered <- index("staff")
straight <- index("line")
squares <- c(sii = coef(fit)[["rank"]], setNames(confint(fit)["rank", ], c("lower", "upper")))
# the standard error of the slope if the deciles' own errors were all there is
pull <- share * (areas$rank - sum(share * areas$rank))
sampling <- sqrt(sum((pull / sum(pull * areas$rank) * areas$error)^2))
width <- function(limits) limits[["upper"]] - limits[["lower"]]
ratio <- width(squares) / width(scattered)

used <- sapply(imports, function(name) paste(name, packageVersion(name)))
cat("PHEindicatormethods", version, R.version.string, paste(used, collapse = ", "), "\n")
print(rbind(phe_sii = scattered, lm = squares, "phe_sii on the line" = straight), digits = 6)
cat("phe_sii - lm:", scattered[["sii"]] - squares[["sii"]], "\n")
cat("width of lm / phe_sii:", ratio, "; phe_sii / deciles' own errors:", width(scattered) / (2 * qnorm(0.975) * sampling), "\n")
same <- abs(scattered[["sii"]] - squares[["sii"]]) < 1e-9 && max(abs(scattered - straight)) < 1e-9
own <- abs(width(scattered) / (2 * qnorm(0.975) * sampling) - 1) < 0.03
if (version != pin || !same || !own || ratio < 10) {
  message("The behaviour has changed.")
  quit(status = 1)
}
R
