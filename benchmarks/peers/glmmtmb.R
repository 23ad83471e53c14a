# glmmTMB on the benchmark's cells: (1 | school) + AR(1) over years within school, Laplace by TMB.
suppressMessages(library(glmmTMB))
cells <- read.csv(commandArgs(trailingOnly = TRUE)[1])
cells$school <- factor(cells$school)
cells$year <- factor(cells$year)
spent <- system.time(
  model <- glmmTMB(
    cbind(y, n - y) ~ 0 + year + x + (1 | school) + ar1(0 + year | school), data = cells, family = binomial
  )
)
parts <- VarCorr(model)$cond
cat(sprintf(
  '{"seconds": %.4f, "processor": %.4f, "level_sd": %.5f, "yearly_sd": %.5f, "persistence": %.5f, "coefficient": %.5f}\n',
  spent[["elapsed"]], spent[["user.self"]] + spent[["sys.self"]], attr(parts[[1]], "stddev")[[1]], attr(parts[[2]], "stddev")[[1]],
  attr(parts[[2]], "correlation")[1, 2], fixef(model)$cond[["x"]]
))
