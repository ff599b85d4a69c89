#!/usr/bin/env bash
# quantreg 6.1 (CRAN): summary(fit, se = "boot", bsmethod = ..., cluster = ...) does one thing whatever bootstrap is
# asked for: once clusters are given it is Hagemann's wild gradient bootstrap, and bsmethod is dropped without a
# word. Six methods that differ without clusters (0.161 to 0.191 here) give one number with them, to the last digit. Who
# asks for the xy-pairs bootstrap of whole clusters gets another, here 4% smaller; it has to be drawn by hand.
set -euo pipefail
version=6.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
Rscript --no-save --no-restore - "$folder" "$version" <<'R'
folder <- commandArgs(TRUE)[1]
pin <- commandArgs(TRUE)[2]
.libPaths(c(folder, .libPaths()))
if (getOption("repos")[["CRAN"]] == "@CRAN@") chooseCRANmirror(ind = 1)
mirror <- getOption("repos")[["CRAN"]]
for (name in c("SparseM", "MatrixModels")) {
  if (!requireNamespace(name, quietly = TRUE)) install.packages(name, lib = folder, repos = mirror, quiet = TRUE)
}
file <- sprintf("quantreg_%s.tar.gz", pin)
for (address in paste0(mirror, "/src/contrib/", c("", "Archive/quantreg/"), file)) {
  if (tryCatch(suppressWarnings(download.file(address, file.path(folder, file), quiet = TRUE)) == 0, error = function(e) FALSE)) break
}
install.packages(file.path(folder, file), lib = folder, repos = NULL, type = "source", quiet = TRUE,
                 INSTALL_opts = c("--no-docs", "--no-test-load", "--no-byte-compile"))
suppressMessages(library(quantreg, lib.loc = folder))
version <- as.character(packageVersion("quantreg", folder))
set.seed(1)
icb <- rep(1:20, each = 10)
panel <- data.frame(icb, need = rnorm(20)[icb] + rnorm(200))
panel$provision <- panel$need + rnorm(20)[icb] + rnorm(200) * (1 + abs(panel$need))
fit <- rq(provision ~ need, tau = 0.5, data = panel)
error <- function(method, ...) {
  set.seed(2)
  suppressWarnings(summary(fit, se = "boot", bsmethod = method, R = 200, ...))$coefficients[2, 2]
}
methods <- c("xy", "wild", "pwy", "mcmb", "wxy", "pxy")
alone <- sapply(methods, error)
clustered <- sapply(methods, error, cluster = panel$icb)
set.seed(2)
pairs <- sd(replicate(400, {
  drawn <- do.call(rbind, lapply(sample(20, 20, TRUE), function(g) panel[panel$icb == g, ]))
  coef(rq(provision ~ need, tau = 0.5, data = drawn))[2]
}))
cat("quantreg", version, R.version.string, "\n")
print(rbind(alone, clustered))
cat("pairs of whole clusters, by hand:", pairs, "\n")
if (diff(range(clustered)) != 0 || diff(range(alone)) < 0.01 || abs(clustered[1] / pairs - 1) < 0.01) {
  message("The behaviour has changed.")
  quit(status = 1)
}
R
