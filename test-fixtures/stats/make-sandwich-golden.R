# Writes sandwich-panel.csv and sandwich-golden.json: run `Rscript make-sandwich-golden.R` in this folder.
# The panel is made by arithmetic alone, so it is the same for every version of R. Residuals spread with `need`,
# and over a third of the outcomes are zero.
suppressMessages({
  library(sandwich)
  library(lmtest)
})

n <- 60
i <- seq_len(n)
uniform <- function(multiplier) ((i * multiplier) %% 61) / 61
need <- round(0.2 + 0.3 * uniform(17), 4)
share_65 <- round(0.1 + 0.2 * uniform(29), 4)
rural <- as.integer(uniform(7) > 0.8)
noise <- uniform(23) + uniform(41) + uniform(53) - 1.5
provision <- round(pmax(0, 0.25 - 1.2 * need + 0.9 * share_65 + 0.1 * rural + (0.2 + 2 * need) * 0.5 * noise), 4)
write.csv(data.frame(provision, need, share_65, rural), "sandwich-panel.csv", row.names = FALSE, quote = FALSE)

panel <- read.csv("sandwich-panel.csv")
fit <- lm(provision ~ need + share_65 + rural, panel)
digits <- function(x) paste0("[", paste(sprintf("%.17g", as.vector(x)), collapse = ", "), "]")
field <- function(name, value) paste0('"', name, '": ', value)
record <- function(fields, indent) {
  pad <- strrep("  ", indent)
  paste0("{\n", paste0(pad, "  ", fields, collapse = ",\n"), "\n", pad, "}")
}

covariances <- list(
  classical = vcov(fit), HC0 = vcovHC(fit, "HC0"), HC1 = vcovHC(fit, "HC1"),
  HC2 = vcovHC(fit, "HC2"), HC3 = vcovHC(fit, "HC3")
)
types <- vapply(names(covariances), function(type) {
  v <- covariances[[type]]
  tests <- coeftest(fit, v)
  intervals <- coefci(fit, vcov. = v, level = 0.95)
  field(type, record(c(
    field("covariance", digits(v)),
    field("stdError", digits(tests[, 2])),
    field("t", digits(tests[, 3])),
    field("pValue", digits(tests[, 4])),
    field("confLow", digits(intervals[, 1])),
    field("confHigh", digits(intervals[, 2]))
  ), 2))
}, "")

writeLines(record(c(
  field("source", paste0(
    '"R ', getRversion(), ", sandwich ", packageDescription("sandwich")$Version, ", lmtest ", packageDescription("lmtest")$Version, '"'
  )),
  field("coefficients", digits(coef(fit))),
  field("leverage", digits(hatvalues(fit))),
  field("residuals", digits(residuals(fit))),
  field("residualVariance", sprintf("%.17g", sigma(fit)^2)),
  field("rSquared", sprintf("%.17g", summary(fit)$r.squared)),
  field("types", record(types, 1))
), 0), "sandwich-golden.json")
