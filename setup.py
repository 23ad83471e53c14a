"""Builds the one compiled part: the block-arrow kernel of the results model."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy
from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError

ANALYSIS = "src/vandpunkt/analysis"


class BuildKernel(build_ext):
    """Uses two cores through OpenMP where the compiler has it, and does without where it has not."""

    def build_extension(self, ext: Extension) -> None:
        """Compile and link one extension."""
        if self._has_openmp():
            ext.extra_compile_args.append("-fopenmp")
            ext.extra_link_args.append("-fopenmp")
        super().build_extension(ext)

    def _has_openmp(self) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(folder) / "probe.c"
            probe.write_text("#include <omp.h>\nint main(void) { return omp_get_max_threads() < 1; }\n")
            try:
                self.compiler.compile([str(probe)], output_dir=folder, extra_postargs=["-fopenmp"])
            except CompileError:
                return False
            return True


setup(
    ext_modules=cythonize(
        [
            Extension(
                "vandpunkt.analysis.kernel",
                [f"{ANALYSIS}/kernel.pyx", f"{ANALYSIS}/arrow.c"],
                include_dirs=[ANALYSIS, numpy.get_include()],
                depends=[f"{ANALYSIS}/arrow.h"],
                extra_compile_args=["-O3", "-fno-math-errno", "-fno-trapping-math"],
            )
        ],
        build_dir="build",
    ),
    cmdclass={"build_ext": BuildKernel},
)
