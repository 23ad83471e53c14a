# lme4 on the benchmark's cells: (1 | school) + (1 | cell), Laplace. Prints seconds and estimates as JSON.
suppressMessages(library(lme4))
cells <- read.csv(commandArgs(trailingOnly = TRUE)[1])
cells$year <- factor(cells$year)
cells$cell <- factor(seq_len(nrow(cells)))
spent <- system.time(
  model <- glmer(cbind(y, n - y) ~ 0 + year + x + (1 | school) + (1 | cell), data = cells, family = binomial)
)
sds <- sapply(VarCorr(model), function(part) attr(part, "stddev"))
cat(sprintf(
  '{"seconds": %.4f, "processor": %.4f, "level_sd": %.5f, "yearly_sd": %.5f, "persistence": 0, "coefficient": %.5f}\n',
  spent[["elapsed"]], spent[["user.self"]] + spent[["sys.self"]], sds[["school.(Intercept)"]], sds[["cell.(Intercept)"]], fixef(model)[["x"]]
))
