# The size that `pnpm bench multiverse` runs, by R's specr 1.0, where it is installed: 1,152 specifications, n = 100,000.
library(specr)
set.seed(1)
n <- 1e5
d <- as.data.frame(matrix(runif(n * 14), n, dimnames = list(NULL, c(paste0("x", 1:4), paste0("y", 1:4), paste0("c", 1:6)))))
d$third <- seq_len(n) %% 3
specs <- setup(data = d, x = paste0("x", 1:4), y = paste0("y", 1:4), model = "lm", controls = paste0("c", 1:4), subsets = list(third = 0:2))
print(nrow(specs$specs))
print(system.time(specr(specs)))
