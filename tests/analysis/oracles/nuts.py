"""The same model sampled by NUTS (NumPyro) on a hundred real schools: the figures in nuts.json.

    python -m tests.analysis.oracles.nuts problem PROBLEM.json      (the product's environment)
    python tests/analysis/oracles/nuts.py sample PROBLEM.json tests/analysis/oracles/nuts.json
                                              (an environment with requirements/oracle.in)

The second step knows nothing of the product: it writes the model out from its formulas.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SCHOOLS = 100
CHAINS, WARM_UP, DRAWS = 4, 1500, 10_000
POINTS = ("0.05", "0.25", "0.5", "0.75", "0.95")
PRIORS = {
    "level_sd": (0.5, 0.8),
    "yearly_sd": (0.35, 0.8),
    "persistence": (0.5, 0.7),
    "drift_sd": (0.07, 0.4),
}


def problem() -> dict[str, object]:
    """A hundred schools: terms of cells, intake standardised, six years of which one to foretell."""
    import tempfile

    import numpy as np

    from tests.analysis import real_panel
    from vandpunkt.analysis.cells import cells_from
    from vandpunkt.analysis.cells_file import read_cells
    from vandpunkt.analysis.fit import lay_out_panel

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.csv"
        real_panel.write(path, real_panel.rows())
        rows = read_cells(path)
    with_intake = {row.school for row in rows if not np.isnan(row.intake["x_parents_education"])}
    chosen = set(sorted(with_intake)[:SCHOOLS])
    cells = cells_from([row for row in rows if row.school in chosen])
    years, _, panel = lay_out_panel(cells, 1)
    terms = panel.terms
    return {
        "years": len(years),
        "schools": panel.schools,
        "school": panel.school.tolist(),
        "year": panel.year.tolist(),
        "first": terms.first.tolist(),
        "cohort": terms.cohort.astype(int).tolist(),
        "count": terms.count.astype(int).tolist(),
        "log_weight": np.round(terms.log_weight, 10).tolist(),
        "intake": np.round(panel.covariate[0, 0], 12).tolist(),
    }


def sample(given: dict[str, object]) -> dict[str, object]:
    """Posterior means, deviations and points of every share, years × schools."""
    import jax
    import jax.numpy as jnp
    import numpy as np
    import numpyro
    import numpyro.distributions as dist
    from numpyro.infer import MCMC, NUTS

    numpyro.enable_x64()
    numpyro.set_host_device_count(2)
    years, schools = given["years"], given["schools"]
    first = np.array(given["first"])
    cell = np.repeat(np.arange(len(first) - 1), np.diff(first))
    places, cell = np.unique(cell, return_inverse=True)
    at = (np.array(given["year"])[places], np.array(given["school"])[places])
    n, y = jnp.array(given["cohort"], float), jnp.array(given["count"], float)
    log_weight, x = jnp.array(given["log_weight"]), jnp.array(given["intake"])
    lag = jnp.abs(jnp.arange(years)[:, None] - jnp.arange(years)[None, :])

    def model() -> None:
        log_sd = {
            name: numpyro.sample(name, dist.Normal(jnp.log(PRIORS[name][0]), PRIORS[name][1]))
            for name in ("level_sd", "yearly_sd", "drift_sd")
        }
        rho = jnp.tanh(numpyro.sample("persistence", dist.Normal(*PRIORS["persistence"])))
        first_level = numpyro.sample("first_level", dist.Normal(1.5, 2.0))
        steps = numpyro.sample("steps", dist.Normal(0, 1).expand([years - 1]))
        levels = first_level + jnp.concatenate(
            [jnp.zeros(1), jnp.cumsum(steps) * jnp.exp(log_sd["drift_sd"])]
        )
        beta = numpyro.sample("beta", dist.Normal(0, 2.0))
        a = numpyro.sample("a", dist.Normal(0, 1).expand([schools])) * jnp.exp(log_sd["level_sd"])
        z = numpyro.sample("z", dist.Normal(0, 1).expand([years, schools]))
        w = jnp.exp(log_sd["yearly_sd"]) * jnp.linalg.cholesky(rho**lag) @ z
        eta = numpyro.deterministic("eta", levels[:, None] + beta * x + a + w)
        log_terms = log_weight + y * eta[at][cell] - n * jnp.logaddexp(0.0, eta[at][cell])
        top = jax.ops.segment_max(log_terms, cell, len(places))
        total = jax.ops.segment_sum(jnp.exp(log_terms - top[cell]), cell, len(places))
        numpyro.factor("published", jnp.sum(top + jnp.log(total)))

    mcmc = MCMC(NUTS(model), num_warmup=WARM_UP, num_samples=DRAWS, num_chains=CHAINS, progress_bar=False)
    mcmc.run(jax.random.PRNGKey(20250211))
    draws = mcmc.get_samples(group_by_chain=True)
    share = 1 / (1 + np.exp(-np.asarray(draws["eta"])))
    effective = numpyro.diagnostics.effective_sample_size(share)
    flat = share.reshape(-1, years, schools)
    names = ("level_sd", "yearly_sd", "persistence", "drift_sd", "beta")
    return {
        "settings": {"chains": CHAINS, "warm_up": WARM_UP, "draws": DRAWS, "numpyro": numpyro.__version__},
        "least_effective_sample": float(effective.min()),
        "largest_r_hat": float(numpyro.diagnostics.split_gelman_rubin(share).max()),
        "mean": np.round(flat.mean(axis=0), 6).tolist(),
        "sd": np.round(flat.std(axis=0), 6).tolist(),
        "points": {p: np.round(np.quantile(flat, float(p), axis=0), 6).tolist() for p in POINTS},
        "parameters": {
            name: {"mean": float(np.mean(draws[name])), "sd": float(np.std(draws[name]))} for name in names
        },
    }


if __name__ == "__main__":
    step, *paths = sys.argv[1:]
    if step == "problem":
        Path(paths[0]).write_text(json.dumps(problem()))
    else:
        given = json.loads(Path(paths[0]).read_text())
        Path(paths[1]).write_text(json.dumps({"problem": given, "posterior": sample(given)}) + "\n")
