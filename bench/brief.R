# Rscript brief.R RESULTS OUT CODE...: renders brief.Rmd for each ICB in one session, its tables read beforehand, and
# prints the seconds of the renderings alone and of the reading, as JSON.
suppressMessages({library(rmarkdown); library(knitr); library(ggplot2)})
args <- commandArgs(TRUE)
results <- args[1]; out <- args[2]; codes <- args[-(1:2)]
read <- function(name) read.csv(file.path(results, name), stringsAsFactors = FALSE)
began <- proc.time()[["elapsed"]]
summary <- read("area_summary.csv"); needs <- read("area_needs.csv"); fifths <- read("area_fifths.csv")
due <- read("shortfall_icb.csv"); pcn_due <- read("shortfall.csv"); panel <- read("panel.csv")
last <- max(summary$snapshot); need <- due$need[1]
due <- due[due$snapshot == last, ]
reading <- proc.time()[["elapsed"]] - began
theme_set(theme_minimal())
seconds <- sapply(codes, function(code) {
  icb <<- code
  began <- proc.time()[["elapsed"]]
  invisible(render("brief.Rmd", output_file = paste0(code, ".html"), output_dir = out, intermediates_dir = tempfile(), quiet = TRUE, envir = new.env(parent = globalenv())))
  proc.time()[["elapsed"]] - began
})
cat(sprintf('{"reading": %f, "seconds": [%s], "rmarkdown": "%s", "knitr": "%s", "pandoc": "%s"}\n', reading, paste(seconds, collapse = ", "),
  packageVersion("rmarkdown"), packageVersion("knitr"), pandoc_version()))
