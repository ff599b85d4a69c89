#!/usr/bin/env bash
# rocrateR 0.1.0 (CRAN): validate_rocrate(strict = TRUE) is documented to add validation by profile, and for RO-Crate 1.2
# the package knows that the root must be a Dataset. But it looks for the profile at conformsTo of the root, where
# rocrate(), as the specification has it, says at the metadata descriptor that a crate conforms to 1.2. So no rule
# is ever applied to a crate of the package's own making: one whose root is a Thing passes, strict or not.
# Only where the root repeats the address of 1.2 is the fault reported, and only by strict.
set -euo pipefail
version=0.1.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
Rscript --no-save --no-restore - "$folder" "$version" <<'R'
folder <- commandArgs(TRUE)[1]
pin <- commandArgs(TRUE)[2]
.libPaths(c(folder, .libPaths()))
if (getOption("repos")[["CRAN"]] == "@CRAN@") chooseCRANmirror(ind = 1)
mirror <- getOption("repos")[["CRAN"]]
for (name in c("digest", "jsonlite", "lifecycle", "zip")) {
  if (!requireNamespace(name, quietly = TRUE)) install.packages(name, lib = folder, repos = mirror, quiet = TRUE)
}
file <- sprintf("rocrateR_%s.tar.gz", pin)
to <- file.path(folder, file)
for (address in paste0(mirror, "/src/contrib/", c("", "Archive/rocrateR/"), file)) {
  if (tryCatch(suppressWarnings(download.file(address, to, quiet = TRUE)) == 0, error = function(e) FALSE)) break
}
install.packages(to, lib = folder, repos = NULL, type = "source", quiet = TRUE)
suppressMessages(library(rocrateR, lib.loc = folder))
version <- as.character(packageVersion("rocrateR", folder))

edition <- list(`@id` = "https://w3id.org/ro/crate/1.2")
dataset <- rocrate(name = "Staff", description = "Staff of practices by decile of deprivation")
at <- function(crate, id) which(vapply(crate[["@graph"]], `[[`, "", "@id") == id)
descriptor <- dataset[["@graph"]][[at(dataset, "ro-crate-metadata.json")]]
root <- at(dataset, "./")
thing <- dataset
thing[["@graph"]][[root]][["@type"]] <- "Thing"
repeated <- list(dataset = dataset, thing = thing)
for (name in names(repeated)) repeated[[name]][["@graph"]][[root]][["conformsTo"]] <- list(edition)

faults <- function(crate, strict) validate_rocrate(crate, mode = "report", strict = strict)$errors
found <- sapply(
  list(Dataset = dataset, Thing = thing, "Dataset, repeated" = repeated$dataset, "Thing, repeated" = repeated$thing),
  function(crate) c(plain = length(faults(crate, FALSE)), strict = length(faults(crate, TRUE)))
)
cat("rocrateR", version, R.version.string, "\n")
cat("conformsTo of the descriptor:", descriptor$conformsTo[["@id"]], "\n")
print(found)
cat("the last:", faults(repeated$thing, TRUE), "\n")
stopifnot(identical(descriptor$conformsTo, edition))
if (!identical(unname(c(found)), c(0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L)) || !grepl("Dataset", faults(repeated$thing, TRUE))) {
  message("The behaviour has changed.")
  quit(status = 1)
}
R
