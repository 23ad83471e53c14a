"""Builds the one compiled part: the block-arrow kernel of the results model."""

from __future__ import annotations

import numpy
from Cython.Build import cythonize
from setuptools import Extension, setup

ANALYSIS = "src/vandpunkt/analysis"

setup(
    ext_modules=cythonize(
        [
            Extension(
                "vandpunkt.analysis.kernel",
                [f"{ANALYSIS}/kernel.pyx", f"{ANALYSIS}/arrow.c"],
                include_dirs=[ANALYSIS, numpy.get_include()],
                depends=[f"{ANALYSIS}/{name}.h" for name in ("arrow", "room", "chain", "published")],
                extra_compile_args=["-O3", "-fno-math-errno", "-fno-trapping-math"],
            )
        ],
        build_dir="build",
    )
)
