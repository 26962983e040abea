"""Theorems for every batch size at once, in ε = 1/n: what is left after n₀ sizes one by one is a finite computation."""
