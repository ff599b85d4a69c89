# Writes student-t-golden.json: run `Rscript make-student-t-golden.R` in this folder.
number <- function(x) sprintf("%.17g", x)
rows <- function(x, df, value) paste0("    [", number(x), ", ", number(df), ", ", number(value), "]", collapse = ",\n")
df <- c(1, 2, 5, 30, 1268, 1e6)
q <- expand.grid(p = c(1e-100, 1e-20, 1e-8, 1e-4, 0.005, 0.025, 0.3, 0.9, 0.975, 0.9995), df = df)
t <- expand.grid(t = c(-1e6, -1000, -60, -37, -20, -8, -5, -2, -1, -0.1, -1e-4, -1e-8, 0, 0.001, 1.96, 5, 50), df = df)
writeLines(c(
  "{",
  paste0('  "source": "R ', getRversion(), '",'),
  '  "quantiles": [', rows(q$p, q$df, qt(q$p, q$df)), "  ],",
  '  "probabilities": [', rows(t$t, t$df, pt(t$t, t$df)), "  ]",
  "}"
), "student-t-golden.json")
