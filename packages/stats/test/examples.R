# Holds the values in the @example blocks of packages/stats to R: the lines `// R:` that follow a value give it too.
# Run `Rscript packages/stats/test/examples.R` at the root. It prints the largest relative difference from a printed
# value, which has eight digits, and ends with an error where one is beyond their rounding.
# Last run with R 4.2.2 on x86_64 Linux: boot 1.3-28.1, clubSandwich 0.5.8, lmtest 0.9-40, sandwich 3.0-2, sensemakr 0.1.6 (CRAN).

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
files <- list.files(file.path(dirname(script), "..", "src"), "[.]ts$", recursive = TRUE, full.names = TRUE)

# Blocks of lines between "```ts" and "```" that stand in doc comments.
blocks_of <- function(file) {
  lines <- readLines(file, warn = FALSE)
  begin <- grep("^ *\\* ```ts$", lines)
  end <- grep("^ *\\* ```$", lines)
  lapply(begin, function(from) sub("^ *\\* ?", "", lines[(from + 1):(min(end[end > from]) - 1)]))
}

# A value as printed: numbers, or one text.
printed_value <- function(text) {
  text <- gsub("true", "1", gsub("false", "0", text))
  if (startsWith(text, "\"")) return(gsub("\"", "", text))
  as.numeric(strsplit(gsub("[][ ]", "", text), ",")[[1]])
}

difference <- function(found, printed) {
  found <- as.vector(unlist(found))
  if (is.character(printed)) return(if (identical(found, printed)) 0 else Inf)
  if (length(found) != length(printed)) return(Inf)
  found <- as.numeric(found)
  max(ifelse(found == printed, 0, abs(found - printed) / abs(printed)))
}

largest <- 0
compared <- 0
wrong <- 0
for (file in files) for (lines in blocks_of(file)) {
  space <- new.env()
  claim <- NULL
  code <- character()
  finish <- function() {
    if (length(code) == 0) return(invisible())
    value <- eval(parse(text = code), space)
    code <<- character()
    if (is.null(claim)) return(invisible())
    gap <- difference(value, printed_value(claim))
    largest <<- max(largest, gap)
    compared <<- compared + 1
    if (!(gap <= 5e-8)) {
      wrong <<- wrong + 1
      cat(basename(file), "prints", claim, "where R has", format(as.vector(unlist(value)), digits = 15), "\n")
    }
    claim <<- NULL
  }
  for (line in c(lines, "")) {
    if (grepl("^ *// R: ", line)) {
      code <- c(code, sub("^ *// R: ", "", line))
      next
    }
    finish()
    claim <- if (grepl("; // => ", line, fixed = TRUE)) sub("^.*; // => ", "", line) else NULL
  }
}
cat(sprintf("%d values compared; the largest relative difference is %.1e.\n", compared, largest))
if (wrong > 0 || compared == 0) quit(status = 1)
