# Writes slopes.json: run `Rscript slopes.R` in this folder. slopes.csv is the panel of packages/core/test/slopes.test.ts;
# CR2 standard errors with Satterthwaite degrees of freedom of clubSandwich, by sub-ICB location and by ICB.
source("../joint/json.R")
suppressMessages(library(clubSandwich))
panel <- read.csv("slopes.csv")
by_area <- function(area) {
  lapply(sort(unique(panel$snapshot)), function(snapshot) {
    own <- panel[panel$snapshot == snapshot, ]
    fit <- lm(provision ~ need, own)
    test <- coef_test(fit, vcov = vcovCR(fit, cluster = own[[area]], type = "CR2"), test = "Satterthwaite")
    test <- test[rownames(test) == "need", ]
    list(std_error = test$SE, df = test$df_Satt, p_value = test$p_Satt)
  })
}
write_golden(list(sub_icb = by_area("sub_icb"), icb = by_area("icb")), "slopes.json", "clubSandwich")
