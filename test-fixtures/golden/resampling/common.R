# Shared by the scripts of this folder; run them here with `Rscript NAME.R`, make-data.R first.
# Every golden file holds numbers at 17 digits and the sessionInfo() of the R that computed them.
suppressMessages({
  library(boot)
  library(sandwich)
})

digits <- function(x) {
  text <- sprintf("%.17g", as.vector(x))
  if (length(text) == 1) text else paste0("[", paste(text, collapse = ", "), "]")
}
json <- function(x) {
  if (is.list(x)) {
    if (is.null(names(x))) return(paste0("[", paste(vapply(x, json, ""), collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(x), '": ', vapply(x, json, ""), collapse = ",\n"), "}"))
  }
  if (is.character(x)) {
    text <- paste0('"', gsub('(["\\\\])', "\\\\\\1", x), '"')
    return(if (length(text) == 1) text else paste0("[", paste(text, collapse = ",\n"), "]"))
  }
  if (is.logical(x)) return(tolower(as.character(x)))
  digits(x)
}
write_golden <- function(values, file) {
  session <- c(
    R.version.string, R.version$platform,
    paste("boot", packageVersion("boot")), paste("sandwich", packageVersion("sandwich")),
    extSoftVersion()[["BLAS"]], La_version()
  )
  session[5] <- basename(session[5])
  writeLines(json(c(list(sessionInfo = session), values)), file)
}
integers <- function(file) as.matrix(read.csv(file, header = FALSE))
panel <- function() read.csv("panel.csv")
