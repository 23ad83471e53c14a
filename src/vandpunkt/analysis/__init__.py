"""Cells of published results → where a school stands, and whether support helped. NumPy and a kernel in C."""
