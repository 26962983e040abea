"""The museum of bad certificates of other layers, written anew by `python make_layer_museum.py` in this folder.

Each attack is a function named after it; its docstring says what the forger hopes for, and `refused_by.json` beside
this file names the claim and the rule that must refuse it. The digest is recomputed, so that the attack itself has to
be seen. `python make_layer_museum.py --honest` writes the honest certificates anew too.
"""

from __future__ import annotations

import copy
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from make_museum import Attack, claim, registration, sealed, shifted  # noqa: E402

HONEST = {
    "linear-uniform-5": ("rs+identity", 5, "uniform"),
    "linear-projector-2-of-5": ("rs+identity", 5, "projector:2"),
    "identity-5": ("rc+identity", 5, "uniform"),
    "relu-collapsed-5": ("relu", 5, "collapsed"),
    "leaky-two-cluster-1-of-7": ("rc+leaky_relu(1/10)", 7, "two-cluster:1"),
    "leaky-uniform-7": ("rc+leaky_relu(1/10)", 7, "uniform"),
    "rescaled-uniform-10": ("rc+rs+relu", 10, "uniform"),
    "rescaled-ideal-1-of-10": ("rc+rs+relu", 10, "two-cluster:1"),
    "rescaled-no-odd-point-10": ("rc+rs+relu", 10, "odd-point"),
    "rescaled-odd-point-52": ("rc+rs+relu", 52, "odd-point"),
    "regularised-odd-point-60": ("rc+rs(eps=1/1000)+relu", 60, "odd-point"),
    "correlated-uniform-5": ("rs+relu", 5, "uniform"),
    "erf-two-cluster-1-of-6": ("rc+erf", 6, "two-cluster:1"),
    "erf-no-odd-point-6": ("rc+erf", 6, "odd-point"),
    "cube-uniform-5": ("rc+monomial(3)", 5, "uniform"),
    "gelu-uniform-7": ("rc+gelu", 7, "uniform"),
}
"""The honest certificates: layer, batch and configuration by name."""

ATTACKS: dict[str, tuple[str, Attack]] = {}
attack = registration(ATTACKS)


def says(value: dict[str, Any], id: str) -> dict[str, Any]:
    """The statement of the claim of an id."""
    statement: dict[str, Any] = claim(value, id)["statement"]
    return statement


@attack("linear-uniform-5")
def convergence_too_fast(value: dict[str, Any]) -> None:
    """The rate of a layer that recentres, 2/3, which is smaller."""
    says(value, "global-convergence")["rate"] = "2/3"


@attack("linear-uniform-5")
def convergence_gain_of_the_next_batch(value: dict[str, Any]) -> None:
    """The gain 2/(n+1) for 2/(n+2)."""
    says(value, "global-convergence")["gain"] = "1/3"


@attack("linear-uniform-5")
def traceless_matrices_one_fewer(value: dict[str, Any]) -> None:
    """A multiplicity that leaves room for an eigenvalue nobody looks at."""
    says(value, "spectrum")["components"][0]["multiplicity"] = 13


@attack("linear-projector-2-of-5")
def projector_called_stable(value: dict[str, Any]) -> None:
    """A projector that attracts, though perturbations that raise its rank grow at once."""
    says(value, "stability")["verdict"] = "stable"


@attack("linear-projector-2-of-5")
def projector_opens_like_a_root(value: dict[str, Any]) -> None:
    """The law of a square root, which holds for rank one only."""
    says(value, "not-differentiable")["law"] = "square-root"


@attack("linear-projector-2-of-5")
def projector_of_full_rank(value: dict[str, Any]) -> None:
    """The projector of rank 2 sold as the identity."""
    value["configuration"] = "projector:5"


@attack("linear-projector-2-of-5")
def projector_of_rank_above_the_batch(value: dict[str, Any]) -> None:
    """A rank that five points cannot have."""
    value["configuration"] = "projector:6"
    says(value, "fixed-point")["rank"] = says(value, "not-differentiable")["rank"] = 6


@attack("identity-5")
def identity_called_stable(value: dict[str, Any]) -> None:
    """Something attracts where nothing moves."""
    says(value, "stability")["verdict"] = "stable"


@attack("identity-5")
def identity_that_contracts(value: dict[str, Any]) -> None:
    """The eigenvalue 1 made a little smaller, and the verdict with it."""
    spectrum = says(value, "spectrum")
    spectrum["components"][0]["eigenvalues"][0] = spectrum["spectral_radius"] = ["9/10", "9/10"]
    says(value, "stability")["verdict"] = "stable"


@attack("relu-collapsed-5")
def collapse_at_a_geometric_rate(value: dict[str, Any]) -> None:
    """The collapse of ReLU alone, 9π²/(2ℓ²), given a contraction below 1."""
    says(value, "collapse")["contraction"] = "1/2"


@attack("relu-collapsed-5")
def collapse_without_its_excess(value: dict[str, Any]) -> None:
    """The law 9π²/(2ℓ²) with no error term, which no layer obeys."""
    says(value, "collapse")["excess"] = "0"


@attack("relu-collapsed-5")
def rank_grows_for_free(value: dict[str, Any]) -> None:
    """A least eigenvalue ten times too large."""
    bound = says(value, "rank-growth")["bounds"][0]
    bound["least_eigenvalue"] = [str(10 * Fraction(end)) for end in bound["least_eigenvalue"]]


@attack("relu-collapsed-5")
def rank_that_grows_at_cosine_one(value: dict[str, Any]) -> None:
    """A certified rank for points that coincide."""
    says(value, "rank-growth")["bounds"][0]["cosine"] = "1"


@attack("leaky-two-cluster-1-of-7")
def slope_forgotten(value: dict[str, Any]) -> None:
    """The certificate of slope 1/10 sold for slope 1/5."""
    value["layer"] = "rc+leaky_relu(1/5)"


@attack("leaky-two-cluster-1-of-7")
def leaky_collapse_called_stable(value: dict[str, Any]) -> None:
    """The multiplier above 1 replaced by its inverse, everywhere, and the verdict with it."""
    multiplier = says(value, "two-cluster-unstable")["transverse_multiplier"]
    tame = str(1 / Fraction(multiplier))
    says(value, "two-cluster-unstable")["transverse_multiplier"] = tame
    spectrum = says(value, "spectrum")
    spectrum["components"][0]["eigenvalues"][0] = spectrum["spectral_radius"] = [tame, tame]
    says(value, "stability")["verdict"] = "stable"


@attack("leaky-uniform-7")
def leaky_odd_point_left_out(value: dict[str, Any]) -> None:
    """A list of fixed points without the odd one."""
    del says(value, "fixed-points")["points"][1]


@attack("leaky-uniform-7")
def leaky_kernel_of_a_relu(value: dict[str, Any]) -> None:
    """A combination with all of the rectifier and nothing of the identity."""
    says(value, "relu-combination").update({"identity": "0", "rectifier": "1"})


@attack("rescaled-uniform-10")
def eigenvalues_of_the_components_exchanged(value: dict[str, Any]) -> None:
    """The eigenvalue of (n−2, 2) given to the standard component, and the other way round."""
    first, second = says(value, "spectrum")["components"]
    first["eigenvalues"], second["eigenvalues"] = second["eigenvalues"], first["eigenvalues"]


@attack("rescaled-uniform-10")
def without_rescaling(value: dict[str, Any]) -> None:
    """The uniform point of a layer that rescales sold for one with a large ε."""
    value["layer"] = "rc+rs(eps=1000)+relu"


@attack("rescaled-uniform-10")
def for_a_billion_points(value: dict[str, Any]) -> None:
    """The same numbers for 10⁹ points, with multiplicities to match."""
    n = value["batch"] = 10**9
    first, second = says(value, "spectrum")["components"]
    first["multiplicity"], second["multiplicity"] = n - 1, n * (n - 3) // 2


@attack("rescaled-ideal-1-of-10")
def ideal_with_a_derivative(value: dict[str, Any]) -> None:
    """The ideal configuration called stable where the map has no derivative."""
    says(value, "stability")["verdict"] = "stable"


@attack("rescaled-ideal-1-of-10")
def constant_of_the_square_root_halved(value: dict[str, Any]) -> None:
    """D ↦ C√D with half the constant."""
    cluster = says(value, "not-differentiable")["clusters"][0]
    cluster["constant"] = [str(Fraction(end) / 2) for end in cluster["constant"]]


@attack("rescaled-ideal-1-of-10")
def cluster_of_all_points(value: dict[str, Any]) -> None:
    """A cluster of ten among ten points."""
    says(value, "not-differentiable")["clusters"][0]["points"] = 10


@attack("rescaled-no-odd-point-10")
def no_odd_point_among_too_many(value: dict[str, Any]) -> None:
    """The non-existence for ten points sold for fifty-two, where there is one."""
    value["batch"] = 52
    says(value, "fixed-points")["points"][-1]["tau"] = [str(52 * 50)] * 2


@attack("rescaled-no-odd-point-10")
def hole_in_the_rescaled_cover(value: dict[str, Any]) -> None:
    """A box taken out of the cover."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    del cover["shapes"][4]


@attack("rescaled-no-odd-point-10")
def one_box_for_all(value: dict[str, Any]) -> None:
    """A single box from 0 to 1, said to be positive."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    cover["points"], cover["shapes"] = [cover["points"][0], cover["points"][-1]], ["positive"]


@attack("rescaled-no-odd-point-10")
def non_existence_on_faith(value: dict[str, Any]) -> None:
    """A claim that the checker proves, offered as one to believe."""
    value["faith"]["non-existence"] = "ball-quadrature"


@attack("rescaled-odd-point-52")
def faith_concealed(value: dict[str, Any]) -> None:
    """A claim on faith passed off as proved."""
    del value["faith"]["spectrum"]


@attack("rescaled-odd-point-52")
def faith_in_everything(value: dict[str, Any]) -> None:
    """The verdict on faith, so that nobody compares it with the spectrum."""
    value["faith"]["stability"] = "ball-quadrature"


@attack("rescaled-odd-point-52")
def faith_of_an_unknown_kind(value: dict[str, Any]) -> None:
    """A claim that rests on the forger's word."""
    value["faith"]["spectrum"] = "word-of-honour"


@attack("rescaled-odd-point-52")
def a_third_fixed_point_between(value: dict[str, Any]) -> None:
    """A second odd point next to the first, though the cover has room for two fixed points only."""
    points = says(value, "fixed-points")["points"]
    points.insert(2, {**copy.deepcopy(points[1]), "tau": shifted(points[1]["tau"], 4)})


@attack("rescaled-odd-point-52")
def root_beyond_the_inflection(value: dict[str, Any]) -> None:
    """The separating point where the certificate's own cover excludes it."""
    points = says(value, "fixed-points")["points"]
    points[2]["tau"] = [str(Fraction(end) * 2) for end in points[2]["tau"]]


@attack("rescaled-odd-point-52")
def eigenvalue_above_one_called_stable(value: dict[str, Any]) -> None:
    """An eigenvalue on faith above 1, with the old verdict."""
    spectrum = says(value, "spectrum")
    value_above = [str(Fraction(end) + 1) for end in spectrum["spectral_radius"]]
    spectrum["components"][0]["eigenvalues"][0] = spectrum["spectral_radius"] = value_above


@attack("rescaled-odd-point-52")
def radius_of_a_smaller_eigenvalue(value: dict[str, Any]) -> None:
    """A spectral radius that is not the largest of the eigenvalues believed."""
    spectrum = says(value, "spectrum")
    spectrum["spectral_radius"] = spectrum["components"][2]["eigenvalues"][0]


@attack("rescaled-odd-point-52")
def vague_belief(value: dict[str, Any]) -> None:
    """A belief so wide that it says nothing."""
    says(value, "enclosure")["cos_cluster"] = ["0", "1"]


@attack("regularised-odd-point-60")
def regularisation_with_too_many_digits(value: dict[str, Any]) -> None:
    """A layer whose ε no program of this project reads."""
    value["layer"] = f"rc+rs(eps={10**30})+relu"


@attack("regularised-odd-point-60")
def scale_left_out(value: dict[str, Any]) -> None:
    """The spectrum without the second trivial eigenvalue, that of the scale, which is part of the state if ε > 0."""
    del says(value, "spectrum")["components"][0]["eigenvalues"][1]


@attack("correlated-uniform-5")
def correlation_above_one(value: dict[str, Any]) -> None:
    """A product larger than the squared norms."""
    says(value, "fixed-point")["gram"]["product"] = ["3/4", "3/4"]


@attack("erf-two-cluster-1-of-6")
def erf_collapse_called_stable(value: dict[str, Any]) -> None:
    """The verdict against its own spectrum."""
    says(value, "stability")["verdict"] = "stable"


@attack("erf-two-cluster-1-of-6")
def smooth_map_without_a_derivative(value: dict[str, Any]) -> None:
    """No derivative, on faith, where the activation is known to have one."""
    value["claims"] = [claim(value, "fixed-point"), claim(value, "stability")]
    says(value, "stability")["verdict"] = "not-differentiable"
    value["faith"] = dict.fromkeys(("fixed-point", "stability"), "ball-arithmetic")


@attack("erf-two-cluster-1-of-6")
def faith_for_another_reason(value: dict[str, Any]) -> None:
    """Arithmetic that is passed off as quadrature."""
    value["faith"] = dict.fromkeys(value["faith"], "ball-quadrature")


@attack("erf-two-cluster-1-of-6")
def parameters_that_erf_does_not_take(value: dict[str, Any]) -> None:
    """A layer that does not exist."""
    value["layer"] = "rc+erf(3)"


@attack("erf-two-cluster-1-of-6")
def negative_variance(value: dict[str, Any]) -> None:
    """A variance below zero."""
    statement = says(value, "fixed-point")
    statement["variance"] = [str(-Fraction(end)) for end in reversed(statement["variance"])]


@attack("erf-no-odd-point-6")
def no_odd_point_for_another_activation(value: dict[str, Any]) -> None:
    """The non-existence under erf sold for the ReLU, which has an odd point for ten."""
    value["layer"], value["batch"] = "rc+leaky_relu(1/10)", 10


@attack("cube-uniform-5")
def cube_called_stable(value: dict[str, Any]) -> None:
    """The uniform point under x³, whose standard eigenvalue is 90/37, with its inverse."""
    spectrum = says(value, "spectrum")
    spectrum["components"][0]["eigenvalues"][0] = ["37/90", "37/90"]
    spectrum["spectral_radius"] = ["27/37", "27/37"]
    says(value, "stability")["verdict"] = "stable"


@attack("cube-uniform-5")
def cube_for_the_fourth_power(value: dict[str, Any]) -> None:
    """The certificate of x³ sold for x⁴."""
    value["layer"] = "rc+monomial(4)"


@attack("gelu-uniform-7")
def shrinking_faster_than_proved(value: dict[str, Any]) -> None:
    """A rate below the bound."""
    says(value, "shrinking")["rate"] = ["1/2", "1/2"]


def believed_uniform(value: dict[str, Any], degree: Any, standard: str, pair: str, scale: str | None) -> None:
    """No result; the certificate of a uniform point on faith, with round numbers."""
    n = value["batch"]
    parts = [("standard", n - 1, standard), ("(n-2,2)", n * (n - 3) // 2, pair)]
    parts = parts if scale is None else [("scale", 1, scale), *parts]
    spectrum = {
        "components": [
            {"component": name, "multiplicity": count, "eigenvalues": [[size] * 2]} for name, count, size in parts
        ],
        "spectral_radius": [max((size for _, _, size in parts), key=Fraction)] * 2,
    }
    fixed = {"degree": degree, "variance": ["1", "1"], "growth": ["1", "1"], "cosine": ["1/2", "1/2"]}
    statements = {"fixed-point": fixed, "spectrum": spectrum, "stability": {"verdict": "stable"}}
    value["claims"] = [{"id": id, "statement": statement, "witness": {}} for id, statement in statements.items()]
    value["faith"] = dict.fromkeys(("fixed-point", "spectrum"), "ball-arithmetic")


@attack("gelu-uniform-7")
def belief_in_what_is_refuted(value: dict[str, Any]) -> None:
    """A uniform point of GELU on faith, where the checker proves that everything shrinks."""
    believed_uniform(value, "none", "1/2", "1/2", "1/2")


@attack("gelu-uniform-7")
def belief_against_the_relation_of_a_ray(value: dict[str, Any]) -> None:
    """Eigenvalues under an activation that nobody knows, which no kernel of degree 1 has."""
    believed_uniform(value, 1, "1/100", "1/2", None)
    value["layer"] = "rc+softplus_like"
    value["faith"] = dict.fromkeys(value["faith"], "ball-quadrature")


@attack("gelu-uniform-7")
def seven_points_opposite_to_each_other(value: dict[str, Any]) -> None:
    """Exchangeable points with a cosine that only two of them can have."""
    believed_uniform(value, "none", "1/2", "1/2", "1/2")
    says(value, "fixed-point")["cosine"] = ["-1", "-1"]
    value["layer"] = "rc+sine_like"
    value["faith"] = dict.fromkeys(value["faith"], "ball-quadrature")


@attack("gelu-uniform-7")
def nothing_for_gelu(value: dict[str, Any]) -> None:
    """The non-existence without its reason."""
    del value["claims"][0]


@attack("gelu-uniform-7")
def version_of_the_other_layer(value: dict[str, Any]) -> None:
    """The version of recentring + ReLU, whose checker knows no faith."""
    value["version"] = 1
    del value["faith"]


def refused() -> dict[str, bytes]:
    """The attacked certificates by file name."""
    files = {}
    for name, (origin, function) in ATTACKS.items():
        value = json.loads((HERE / "accept" / f"{origin}.json").read_bytes())
        function(value)
        files[f"{name}.json"] = sealed(value)
    return files


def honest(name: str) -> bytes:
    """The honest certificate of that name, made now."""
    from bnproofs.certificate import certify
    from bnproofs.configurations import Configuration
    from bnproofs.layer import Layer

    layer, batch, configuration = HONEST[name]
    return certify(Layer.parse(layer), batch, Configuration.parse(configuration), 64).to_bytes()


if __name__ == "__main__":
    if "--honest" in sys.argv[1:]:
        for name in HONEST:
            (HERE / "accept" / f"{name}.json").write_bytes(honest(name))
    for old in (HERE / "refuse").glob("*.json"):
        old.unlink()
    for name, data in refused().items():
        (HERE / "refuse" / name).write_bytes(data)
    print(f"{len(ATTACKS)} files in refuse")
