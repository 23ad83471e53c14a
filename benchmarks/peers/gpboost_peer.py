"""GPBoost on the benchmark's cells: school and cell as grouped random effects, Laplace."""

import json
import sys
import time

import gpboost
import numpy as np

cells = np.genfromtxt(sys.argv[1], delimiter=",", names=True)
years = np.unique(cells["year"])
later = [cells["year"] == year for year in years[1:]]
fixed = np.column_stack([np.ones(len(cells)), *later, cells["x"]]).astype(float)
groups = np.column_stack([cells["school"], np.arange(len(cells))])
began, processor = time.perf_counter(), time.process_time()
model = gpboost.GPModel(group_data=groups, likelihood="binomial_logit", weights=cells["n"])
model.fit(y=cells["y"] / cells["n"], X=fixed)
seconds, processor = time.perf_counter() - began, time.process_time() - processor
spread = np.sqrt(np.asarray(model.get_cov_pars(), dtype=float)).ravel()
coefficients = np.asarray(model.get_coef(), dtype=float).ravel()
answer = {
    "seconds": round(seconds, 4),
    "processor": round(processor, 4),
    "level_sd": round(float(spread[0]), 5),
    "yearly_sd": round(float(spread[1]), 5),
    "persistence": 0.0,
    "coefficient": round(float(coefficients[len(years)]), 5),
}
print(json.dumps(answer))
