#!/usr/bin/env bash
# R 4.2.2, base: `read.csv` and `type.convert` take "15E" for the number 15. 15E is the code of NHS Birmingham and
# Solihull (the only sub-ICB location of its ICB), so that a file cut to that area loses its codes without a word, and
# joins with nothing: R's reader of numbers takes an exponent without digits. Beside other codes, such as 00L, the column
# stays text, so that the file of all England is right and the extract of one area is not. 01E, 02E, 71E and 99E, which
# are sub-ICB locations too, are read so, and not those that end in D. readr 2.1.4 does the same; data.table 1.14.8 keeps
# "15E". With colClasses = "character" all is right. Needs Rscript alone: what surprises is in R itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > fte.csv <<'CSV'
SUB_ICB_LOCATION_CODE,PCN_CODE,FTE
15E,U00001,2.5
15E,U00002,1
CSV
cat > names.csv <<'CSV'
SUB_ICB_LOCATION_CODE,NAME
00L,Northumberland
15E,Birmingham and Solihull
CSV
Rscript -e '
  fte <- read.csv("fte.csv")
  names <- read.csv("names.csv")
  joined <- merge(fte, names, by = "SUB_ICB_LOCATION_CODE")
  text <- merge(read.csv("fte.csv", colClasses = c(SUB_ICB_LOCATION_CODE = "character")), names)
  cat(R.version.string, "\n")
  cat("read.csv:", class(fte[[1]]), fte[[1]], "; beside 00L:", class(names[[1]]), names[[1]], "\n")
  cat("rows joined:", nrow(joined), "; with colClasses:", nrow(text), "\n")
  seen <- identical(fte[[1]], c(15L, 15L)) || identical(fte[[1]], c(15, 15))
  seen <- seen && identical(names[[1]], c("00L", "15E")) && nrow(joined) == 0 && nrow(text) == 2
  seen <- seen && is.character(type.convert("15D", as.is = TRUE)) && is.numeric(type.convert("15E", as.is = TRUE))
  if (!seen) { cat("The behaviour has changed.\n"); quit(status = 1) }
'
