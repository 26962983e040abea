"""Benchmarks compare ways to do the same work, side by side in one run: `python -m pytest benchmarks`.

Each group's table shows the times and, in brackets, the ratio to the fastest. Nothing here passes or fails by its time.
"""
