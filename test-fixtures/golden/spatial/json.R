# Writes lists, vectors and numbers as JSON with 17 significant digits, which name every double; I() keeps a vector of one
# an array.
as_json <- function(x) {
  if (is.list(x)) {
    parts <- vapply(x, as_json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(x), '": ', parts, collapse = ",\n"), "}"))
  }
  if (is.matrix(x)) return(as_json(lapply(seq_len(nrow(x)), function(i) as.vector(x[i, ]))))
  if (length(x) == 0) return("[]")
  text <- if (is.character(x)) paste0('"', x, '"') else sprintf("%.17g", x)
  if (length(x) == 1 && !inherits(x, "AsIs")) text else paste0("[", paste(text, collapse = ", "), "]")
}
write_golden <- function(values, file, packages = character()) {
  session <- sessionInfo()
  head <- list(
    source = session$R.version$version.string, platform = session$platform,
    packages = I(vapply(packages, function(name) paste(name, packageVersion(name)), ""))
  )
  writeLines(as_json(c(head, values)), file)
}
