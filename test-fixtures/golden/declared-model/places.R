# Writes places.json from panel.csv, which is that of declared-model.R: run `Rscript places.R` in this folder.
# Slopes of income deprivation by place with CR2 and CR1, and that all are the same: the approximate Hotelling test with
# CR2 ("HTZ" of clubSandwich), and Wald's test where clustering is two-way or the model Poisson.
source("../joint/json.R")
suppressMessages({library(sandwich); library(clubSandwich)})
d <- read.csv("panel.csv")
d$fte_per_10k <- 1e4 * d$fte / d$patients
d$w <- d$patients / 1e4
differences <- function(at, k) {
  r <- matrix(0, length(at) - 1, k)
  r[, at[1]] <- -1
  r[cbind(seq_along(at[-1]), at[-1])] <- 1
  r
}

# Places of fewer than ten PCNs have no slope, places of one cluster are not in the test, errors are of places of five.
hotelling_of <- function(place, area, weights) {
  d <- d[d[[place]] %in% names(which(table(d[[place]]) >= 10)), ]
  d$place <- d[[place]]
  d$part <- if (weights == "patients") d$w else rep(1, nrow(d))
  formula <- fte_per_10k ~ 0 + place + place:income_deprivation + share_65_plus
  fit <- if (weights == "patients") lm(formula, d, weights = part) else lm(formula, d)
  v <- vcovCR(fit, cluster = d[[area]], type = "CR2")
  b <- coef(fit)
  at <- grep(":", names(b))
  counts <- as.vector(tapply(d[[area]], d$place, function(own) length(unique(own))))
  kept <- counts >= 5
  r <- differences(at[counts > 1], length(b))
  test <- Wald_test(fit, constraints = r, vcov = v, test = "HTZ")
  own <- coef_test(fit, vcov = v, test = "Satterthwaite")[at[kept], ]
  error <- unname(sqrt(diag(vcovCL(fit, d[[area]], type = "HC1", cadjust = TRUE))[at[kept]]))
  list(
    place = place, area = area, weights = weights, f = test$Fstat, df1 = nrow(r), df2 = test$df_denom,
    p_value = test$p_val, clusters = counts, estimate = unname(b[at]),
    cr2 = list(std_error = own$SE, df = if (is.null(own$df_Satt)) own$df else own$df_Satt, p_value = own$p_Satt),
    cr1 = list(
      std_error = error, df = counts[kept] - 1, p_value = unname(2 * pt(-abs(b[at[kept]] / error), counts[kept] - 1))
    )
  )
}
hotelling <- list(
  hotelling_of("region", "icb", "none"), hotelling_of("region", "icb", "patients"),
  hotelling_of("region", "sub_icb", "none"), hotelling_of("icb", "sub_icb", "none")
)

# Wald's test as Hotelling's T-squared of so many clusters, in places that have ten clusters each.
wald_of <- function(fit, v, clusters) {
  b <- coef(fit)
  at <- grep(":", names(b))
  r <- differences(at, length(b))
  q <- nrow(r)
  f <- drop(t(r %*% b) %*% solve(r %*% v %*% t(r), r %*% b)) / q * (clusters - q) / (clusters - 1)
  list(f = f, df1 = q, df2 = clusters - q, p_value = pf(f, q, clusters - q, lower.tail = FALSE))
}
few <- d[!d$region %in% c("Y56", "Y58"), ]
few$place <- few$region
few$hundredth <- (few$tenth - 1) * 10 + as.integer(substr(few$pcn, 5, 5))
control <- glm.control(epsilon = 1e-15, maxit = 100)
rates <- glm(
  fte ~ 0 + place + place:income_deprivation + share_65_plus, poisson(), few, offset = log(w), control = control
)
levels <- lm(fte_per_10k ~ 0 + place + place:income_deprivation + share_65_plus, few)
locations <- length(unique(few$sub_icb))
wald <- list(
  regions = sort(unique(few$region)),
  poisson = wald_of(rates, vcovCL(rates, few$sub_icb, type = "HC1", cadjust = TRUE), locations),
  two_way = wald_of(
    levels, vcovCL(levels, list(few$sub_icb, few$hundredth), type = "HC1", cadjust = TRUE, fix = TRUE),
    min(locations, length(unique(few$hundredth)))
  )
)

# Variances of slopes with two ways of clustering, one of which is below zero.
i <- seq_len(nrow(d)) - 1
d$ninth <- (7 * i + i %/% 9) %% 9
d$place <- d$region
two <- glm(fte ~ 0 + place + place:ltc_share, poisson(), d, offset = log(w), control = control)
v <- vcovCL(two, list(d$icb, d$ninth), type = "HC1", cadjust = TRUE, fix = FALSE)
variances <- unname(diag(v)[grep(":", names(coef(two)))])

write_golden(list(hotelling = hotelling, wald = wald, variances = variances), "places.json", c("sandwich", "clubSandwich"))
