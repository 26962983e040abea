"""What the kernel's theorem on each claim says, in one line: where Rocq says less than the checker, less."""

from __future__ import annotations

SAYS = {
    "two-cluster-invariant": "for all weights the two groups are orthogonal; their ray is fixed, with these numbers",
    "two-cluster-unstable": "one half over the growth of that ray, the transverse multiplier, is this and exceeds 1",
    "fixed-points": "these are all fixed rays of the family with 0 < tau < oo, in these intervals",
    "reduced-dynamics": "every orbit of the reduced map with 0 < tau < oo tends to the limit stated for its interval",
    "enclosure": "angles, cosines, norm ratio and growth at that fixed ray lie in these intervals",
    "spectrum": "the eigenvalues on the isotypic components lie in these intervals; the multiplicities add up",
    "stability": "these eigenvalues are all of size below 1, or one is above, as stated",
    "non-existence": "no ray of the family with tau > 0 but the uniform one is fixed",
}
"""For the claims of a certificate of one batch."""

SAYS_OF_EVERY_BATCH = {
    "two-clusters": "for all real 1 <= k <= n - 1 the transverse multiplier exceeds 1, and is least at k = 1",
    "at-most-three": "for every real n >= 3 the form has no four positive zeros; where it has three they are simple",
    "small-batches": "for every real 3 <= n <= 6 no ray of the family with tau > 0 but the uniform one is fixed",
    "odd-point": "for every real n >= 7 exactly ideal, odd, separating, uniform; the odd point is between two curves",
    "angle": "for every real n >= 7 the angle of the odd point has 3 pi - 10/n < n theta < 3 pi",
    "stability": "for every real n >= 7 the odd point's eigenvalues on the isotypic components are in (-1, 1)",
    "uniform-point": "for every real n >= 3 its eigenvalues on the components are in (0, 1), with the two terms in 1/n",
    "saddle-node": "odd and separating point are born in a fold at one real n >= 3, enclosed here, and exist beyond it",
}
"""For the claims of the theorem for every batch size."""
