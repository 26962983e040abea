"""Statistics that can fail: simulations are judged against a theory, and against wrong ones, by the same tests.

| module          | what it gives                                                            |
|-----------------|--------------------------------------------------------------------------|
| `z_scores`      | an estimate, or a family of them, against enclosures of what is expected |
| `hotelling`     | a vector of means against what is expected, all directions at once       |
| `two_sample`    | two samples of one observable: the same law?                             |
| `holm`          | many p-values, adjusted                                                  |
| `moments`       | means and covariances of vectors that come in batches                    |
| `series`        | the mean of a stationary, autocorrelated series                          |
| `slope`         | the exponent of the width in a distance                                  |
| `extrapolation` | averages at finite widths, carried to infinite width                     |
| `exponential`   | the mean time until an escape that some runs do not live to see          |
| `verdict`       | the words for what a test found                                          |

`checks` and `least_squares` are what they share. Bad input, such as NaN, raises `InputError` and never passes a test.
"""
