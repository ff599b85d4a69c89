# Writes wilson.json: run `Rscript wilson.R` in this folder.
# Wilson's interval for a share by prop.test without continuity correction, held against binconf of Hmisc where that is
# the same interval (it moves the limits of one of n and of n - 1 of n).
source("../joint/json.R")
suppressMessages(library(Hmisc))
cases <- expand.grid(n = c(1, 5, 45, 97, 120, 120000), part = c(0, 0.05, 0.2, 0.5, 0.81, 1), level = c(0.9, 0.95, 0.99))
cases$count <- round(cases$part * cases$n)
one <- function(i) {
  with(cases[i, ], {
    ends <- suppressWarnings(prop.test(count, n, conf.level = level, correct = FALSE))$conf.int
    if (count > 1 && count < n - 1) {
      other <- binconf(count, n, 1 - level, method = "wilson")[2:3]
      stopifnot(max(abs(other - ends)) < 1e-12)
    }
    list(count = count, n = n, level = level, low = ends[1], high = ends[2])
  })
}
write_golden(list(cases = lapply(seq_len(nrow(cases)), one)), "wilson.json", "Hmisc")
