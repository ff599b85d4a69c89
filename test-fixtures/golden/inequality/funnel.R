# Run in this folder: Rscript funnel.R
source("../joint/json.R")
# FunnelPlotR (CRAN) on 40 made-up areas with a square-root transformation: z, phi, tau2 and the limits that it draws.
library(FunnelPlotR)
n <- 40
i <- 0:(n - 1)
expected <- 5 + 3 * ((i * 7) %% 23)
observed <- round(expected * (0.4 + ((i * 13) %% 29) / 20)) + 1
data <- data.frame(area = sprintf("A%02d", i), observed, expected)
drawn <- funnel_plot(data, numerator = observed, denominator = expected, group = area, data_type = "SR", sr_method = "CQC", draw_adjusted = TRUE)
table <- drawn$aggregated_data
table <- table[order(as.character(table$group)), ]
write_golden(list(
  observed = observed, expected = expected, z = table$Uzscore, phi = drawn$phi, tau2 = drawn$tau2,
  low95 = table$OD95LCL, high95 = table$OD95UCL, low998 = table$OD99LCL, high998 = table$OD99UCL
), "funnel.json", "FunnelPlotR")
