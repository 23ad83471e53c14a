# The same model fitted by lme4: (1 | school) + (1 | cell), Laplace, exact counts, no correlation over years.
#   Rscript tests/analysis/oracles/lme4.R tests/analysis/oracles/lme4.csv tests/analysis/oracles/lme4.json
suppressMessages(library(lme4))
arguments <- commandArgs(trailingOnly = TRUE)
cells <- read.csv(arguments[1])
cells$year <- factor(cells$year)
cells$cell <- factor(seq_len(nrow(cells)))
model <- glmer(
  cbind(y, n - y) ~ 0 + year + x + (1 | school) + (1 | cell),
  data = cells, family = binomial,
  control = glmerControl(optimizer = "bobyqa", optCtrl = list(maxfun = 1e5, rhoend = 1e-9))
)
number <- function(value) formatC(value, digits = 10, format = "g")
named <- function(values) paste0('"', names(values), '": ', number(values), collapse = ", ")
sds <- sapply(VarCorr(model), function(part) attr(part, "stddev"))
names(sds) <- sub("\\..*", "", names(sds))
writeLines(paste0(
  '{"lme4": "', packageVersion("lme4"), '", "fixed": {', named(fixef(model)),
  '}, "standard_errors": {', named(setNames(sqrt(diag(as.matrix(vcov(model)))), names(fixef(model)))),
  '}, "sd": {', named(sds), '}, "log_likelihood": ', number(as.numeric(logLik(model))), "}"
), arguments[2])
