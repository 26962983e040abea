"""Certificates before Rocq's kernel: the theory `*.v`, the exporter, the compiler and what it assumed."""
