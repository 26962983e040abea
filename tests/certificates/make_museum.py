"""The museum of bad certificates, written anew from the honest ones by `python tests/certificates/make_museum.py`.

Each attack is a function named after it; its docstring says what the forger hopes for, and `refused_by.json` beside
this file names the claim and the rule that must refuse it. The digest is recomputed, so that the attack itself has to
be seen.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Attack = Callable[[dict[str, Any]], Any]


def spelled(value: Any) -> bytes:
    """The canonical bytes of a JSON value."""
    return json.dumps(value, sort_keys=True, indent=1, separators=(",", ": ")).encode() + b"\n"


def sealed(value: dict[str, Any]) -> bytes:
    """The canonical bytes of a certificate with the digest made right."""
    rest = {key: item for key, item in value.items() if key != "digest"}
    return spelled({**rest, "digest": "sha256:" + hashlib.sha256(spelled(rest)).hexdigest()})


def claim(value: dict[str, Any], id: str) -> dict[str, Any]:
    """The claim of an id."""
    return next(item for item in value["claims"] if item["id"] == id)


def shifted(interval: list[str], steps: int) -> list[str]:
    """The interval moved by a number of its own widths."""
    low, high = map(Fraction, interval)
    return [str(low + steps * (high - low)), str(high + steps * (high - low))]


ATTACKS: dict[str, tuple[str, Attack]] = {}


def registration(attacks: dict[str, tuple[str, Attack]]) -> Callable[[str], Callable[[Attack], Attack]]:
    """The registration of attacks, each on one of the honest certificates, in a table."""

    def attack(origin: str) -> Callable[[Attack], Attack]:
        def register(function: Attack) -> Attack:
            attacks[function.__name__.replace("_", "-")] = (origin, function)
            return function

        return register

    return attack


attack = registration(ATTACKS)


@attack("odd-point-10")
def odd_point_moved_aside(value: dict[str, Any]) -> None:
    """An odd point that is not where the fixed point is, by two widths of its interval."""
    point = claim(value, "fixed-points")["statement"]["points"][1]
    point["tau"] = shifted(point["tau"], 2)


@attack("odd-point-10")
def separating_point_left_out(value: dict[str, Any]) -> None:
    """A list of fixed points that is not complete."""
    del claim(value, "fixed-points")["statement"]["points"][2]


@attack("odd-point-10")
def fixed_point_invented(value: dict[str, Any]) -> None:
    """A second odd point."""
    points = claim(value, "fixed-points")["statement"]["points"]
    points.insert(1, copy.deepcopy(points[1]))


@attack("odd-point-10")
def cover_with_a_gap(value: dict[str, Any]) -> None:
    """A box taken out of the cover, so that nobody looks there."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    del cover["shapes"][3]


@attack("odd-point-10")
def cover_starts_late(value: dict[str, Any]) -> None:
    """A cover that leaves out the neighbourhood of the ideal configuration."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    del cover["shapes"][0], cover["points"][0]


@attack("odd-point-10")
def cover_ends_early(value: dict[str, Any]) -> None:
    """A cover that leaves out large τ."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    del cover["shapes"][-1], cover["points"][-1]


@attack("odd-point-10")
def cover_goes_back(value: dict[str, Any]) -> None:
    """Boxes out of order, so that a zero can hide between them."""
    points = claim(value, "fixed-points")["witness"]["cover"]["points"]
    points[2], points[3] = points[3], points[2]


@attack("odd-point-10")
def sign_of_a_box_flipped(value: dict[str, Any]) -> None:
    """A box said to be positive where the form is negative."""
    shapes = claim(value, "fixed-points")["witness"]["cover"]["shapes"]
    shapes[shapes.index("negative")] = "positive"


@attack("odd-point-10")
def zeros_hidden_in_a_negative_box(value: dict[str, Any]) -> None:
    """All of [0, 1] but its last box said to be negative."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    cover["points"] = [cover["points"][0], *cover["points"][-2:]]
    cover["shapes"] = ["negative", cover["shapes"][-1]]


@attack("odd-point-1000")
def two_zeros_in_a_concave_box(value: dict[str, Any]) -> None:
    """The separating and the uniform point in one concave box that is negative at both ends: two zeros or none."""
    cover = claim(value, "fixed-points")["witness"]["cover"]
    first, last = [at for at, shape in enumerate(cover["shapes"]) if shape == "concave"][-2:]
    cover["shapes"][first : last + 1] = ["concave"]
    del cover["points"][first + 1 : last + 1]
    del claim(value, "fixed-points")["statement"]["points"][1:3]


@attack("odd-point-10")
def roots_exchanged(value: dict[str, Any]) -> None:
    """The separating point passed off as the odd point."""
    claim(value, "fixed-points")["witness"]["roots"].reverse()


@attack("odd-point-10")
def root_without_a_change_of_sign(value: dict[str, Any]) -> None:
    """An interval next to the zero."""
    roots = claim(value, "fixed-points")["witness"]["roots"]
    roots[0] = shifted(roots[0], 1)


@attack("odd-point-10")
def root_as_wide_as_its_box(value: dict[str, Any]) -> None:
    """A root interval from the start of the cover to its end."""
    claim(value, "fixed-points")["witness"]["roots"][0] = ["0", "1"]


@attack("odd-point-10")
def root_missing(value: dict[str, Any]) -> None:
    """A fixed point without a witness."""
    del claim(value, "fixed-points")["witness"]["roots"][1]


@attack("odd-point-10")
def uniform_point_off_by_one(value: dict[str, Any]) -> None:
    """The uniform point at τ = n² − 2n + 1."""
    claim(value, "fixed-points")["statement"]["points"][-1]["tau"] = ["81", "81"]


@attack("separating-7")
def saddle_called_stable(value: dict[str, Any]) -> None:
    """The separating point, with its honest spectrum, called stable."""
    claim(value, "stability")["statement"]["verdict"] = "stable"


@attack("separating-7")
def saddle_with_a_tame_eigenvalue(value: dict[str, Any]) -> None:
    """The eigenvalue above 1 replaced by its inverse, and the verdict with it."""
    statement = claim(value, "spectrum")["statement"]
    low, high = map(Fraction, statement["components"][0]["eigenvalues"][0])
    tame = [str(1 / high), str(1 / low)]
    statement["components"][0]["eigenvalues"] = [tame]
    statement["spectral_radius"] = tame
    claim(value, "stability")["statement"]["verdict"] = "stable"


@attack("odd-point-10")
def odd_point_called_unstable(value: dict[str, Any]) -> None:
    """A stable point called unstable."""
    claim(value, "stability")["statement"]["verdict"] = "unstable"


@attack("odd-point-10")
def eigenvalues_exchanged(value: dict[str, Any]) -> None:
    """The two eigenvalues of the standard component in the wrong order."""
    claim(value, "spectrum")["statement"]["components"][1]["eigenvalues"].reverse()


@attack("odd-point-10")
def multiplicities_traded(value: dict[str, Any]) -> None:
    """Multiplicities that add up, but belong to other components."""
    components = claim(value, "spectrum")["statement"]["components"]
    components[0]["multiplicity"] += 1
    components[2]["multiplicity"] -= 1


@attack("odd-point-10")
def component_left_out(value: dict[str, Any]) -> None:
    """A spectrum without the component (m−2,2)."""
    del claim(value, "spectrum")["statement"]["components"][2]


@attack("odd-point-10")
def spectral_radius_of_another_eigenvalue(value: dict[str, Any]) -> None:
    """A spectral radius that is an eigenvalue, but not the largest."""
    statement = claim(value, "spectrum")["statement"]
    statement["spectral_radius"] = statement["components"][2]["eigenvalues"][0]


@attack("odd-point-10")
def collapse_called_contracting(value: dict[str, Any]) -> None:
    """The ideal configuration with the inverse of its transverse multiplier."""
    statement = claim(value, "two-cluster-unstable")["statement"]
    statement["transverse_multiplier"] = str(1 / Fraction(statement["transverse_multiplier"]))


@attack("odd-point-10")
def growth_without_the_half(value: dict[str, Any]) -> None:
    """A growth twice as large: the ReLU's factor ½ forgotten."""
    statement = claim(value, "two-cluster-invariant")["statement"]
    statement["growth"] = str(2 * Fraction(statement["growth"]))


@attack("odd-point-10")
def relabelled_with_another_batch(value: dict[str, Any]) -> None:
    """The theorem for ten points sold as one for eleven."""
    value["batch"] = 11


@attack("odd-point-10")
def more_bits_promised(value: dict[str, Any]) -> None:
    """Twice the precision, on the label only."""
    value["bits"] = 256


@attack("odd-point-10")
def vague_interval(value: dict[str, Any]) -> None:
    """A true interval that says nothing."""
    claim(value, "enclosure")["statement"]["growth"] = ["0", "1"]


@attack("odd-point-10")
def interval_inside_out(value: dict[str, Any]) -> None:
    """The ends of an interval exchanged."""
    claim(value, "enclosure")["statement"]["theta"].reverse()


@attack("odd-point-10")
def cosines_exchanged(value: dict[str, Any]) -> None:
    """The cosine within the cluster given for that to the odd point, and the other way round."""
    statement = claim(value, "enclosure")["statement"]
    statement["cos_cluster"], statement["cos_odd"] = statement["cos_odd"], statement["cos_cluster"]


@attack("odd-point-10")
def non_existence_of_what_exists(value: dict[str, Any]) -> None:
    """No odd point, for ten points."""
    value["claims"][4:] = [{"id": "non-existence", "statement": {"configuration": "odd-point"}, "witness": {}}]


@attack("odd-point-5")
def odd_point_for_five(value: dict[str, Any]) -> None:
    """The fixed points of a larger batch spliced into the certificate for five points."""
    donor = json.loads((HERE / "accept" / "odd-point-10.json").read_bytes())
    value["claims"] = [*value["claims"][:2], *donor["claims"][2:]]


@attack("odd-point-10")
def flow_reversed(value: dict[str, Any]) -> None:
    """Orbits that run from the odd point to the separating point."""
    claim(value, "reduced-dynamics")["statement"]["flows"][1]["limit"] = "separating"


@attack("odd-point-10")
def everything_flows_to_the_odd_point(value: dict[str, Any]) -> None:
    """The basin of the uniform point given away."""
    for flow in claim(value, "reduced-dynamics")["statement"]["flows"]:
        flow["limit"] = "odd-point"


@attack("odd-point-10")
def monotone_only_up_to_the_odd_point(value: dict[str, Any]) -> None:
    """Chains that meet before the uniform point."""
    witness = claim(value, "reduced-dynamics")["witness"]
    witness["beyond"] = [*witness["increasing"][3:], *witness["beyond"][1:]]
    witness["increasing"] = witness["increasing"][:4]


@attack("odd-point-10")
def monotone_up_to_infinity(value: dict[str, Any]) -> None:
    """The claim that the map increases everywhere, which it does not."""
    claim(value, "reduced-dynamics")["witness"] = {"increasing": ["0", "1"], "beyond": ["1", "1"]}


@attack("odd-point-10")
def claims_reordered(value: dict[str, Any]) -> None:
    """The spectrum before the enclosure."""
    claims = value["claims"]
    claims[4], claims[5] = claims[5], claims[4]


@attack("odd-point-10")
def claim_twice(value: dict[str, Any]) -> None:
    """The same claim two times."""
    value["claims"].insert(1, copy.deepcopy(value["claims"][0]))


@attack("odd-point-10")
def claim_dropped(value: dict[str, Any]) -> None:
    """No word about stability."""
    value["claims"].pop()


@attack("odd-point-10")
def no_claims(value: dict[str, Any]) -> None:
    """Nothing claimed, so nothing to refuse."""
    value["claims"] = []


@attack("odd-point-10")
def claim_of_an_unknown_kind(value: dict[str, Any]) -> None:
    """A claim that no checker knows."""
    value["claims"].append({"id": "riemann-hypothesis", "statement": {}, "witness": {}})


@attack("odd-point-10")
def statement_with_an_extra_key(value: dict[str, Any]) -> None:
    """A claim smuggled into another."""
    claim(value, "stability")["statement"]["globally"] = "yes"


@attack("odd-point-10")
def witness_where_none_belongs(value: dict[str, Any]) -> None:
    """A witness for a claim that has none."""
    claim(value, "stability")["witness"] = {"trust": "me"}


@attack("odd-point-10")
def another_layer(value: dict[str, Any]) -> None:
    """The theorem sold as one about a layer without recentring."""
    value["layer"] = "relu"


@attack("odd-point-10")
def configuration_as_a_path(value: dict[str, Any]) -> None:
    """A configuration that climbs out of a folder."""
    value["configuration"] = "two-cluster:../../etc/passwd"


@attack("odd-point-10")
def provenance_with_code(value: dict[str, Any]) -> None:
    """Code for whoever prints or evaluates the provenance."""
    value["provenance"]["bnproofs"] = "__import__('os').system('true')"


@attack("odd-point-10")
def rational_not_in_lowest_terms(value: dict[str, Any]) -> None:
    """A second spelling of the same number."""
    claim(value, "two-cluster-unstable")["statement"]["transverse_multiplier"] = "100/82"


@attack("odd-point-10")
def rational_over_zero(value: dict[str, Any]) -> None:
    """A number that is none."""
    claim(value, "two-cluster-unstable")["statement"]["transverse_multiplier"] = "1/0"


@attack("odd-point-10")
def rational_as_code(value: dict[str, Any]) -> None:
    """Code where a number belongs."""
    claim(value, "two-cluster-unstable")["statement"]["transverse_multiplier"] = "exit()"


@attack("odd-point-10")
def true_for_one(value: dict[str, Any]) -> None:
    """A truth value where a count belongs."""
    claim(value, "two-cluster-invariant")["statement"]["k"] = True


@attack("two-cluster-2-of-6")
def two_clusters_of_another_size(value: dict[str, Any]) -> None:
    """The ray with k = 2 sold as that with k = 3."""
    value["configuration"] = "two-cluster:3"


@attack("two-cluster-2-of-6")
def two_clusters_called_stable(value: dict[str, Any]) -> None:
    """The collapse called stable."""
    claim(value, "stability")["statement"]["verdict"] = "stable"


@attack("odd-point-10")
def digest_of_another_file(value: dict[str, Any]) -> bytes:
    """The digest of the honest file on a changed one."""
    value["provenance"]["bnproofs"] = "9.9.9"
    return spelled(value)


@attack("odd-point-10")
def spelled_on_one_line(value: dict[str, Any]) -> bytes:
    """The same data in another spelling."""
    return json.dumps(value, sort_keys=True).encode() + b"\n"


MALFORMED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda honest: b"",
    "truncated": lambda honest: honest[: len(honest) // 2],
    "not-json": lambda honest: b"this is not a certificate\n",
    "a-list": lambda honest: b"[]\n",
    "nan": lambda honest: honest.replace(b'"bits": 128', b'"bits": NaN'),
    "infinity": lambda honest: honest.replace(b'"bits": 128', b'"bits": Infinity'),
    "float": lambda honest: honest.replace(b'"bits": 128', b'"bits": 128.0'),
    "exponent": lambda honest: honest.replace(b'"bits": 128', b'"bits": 1e999999999'),
    "huge-integer": lambda honest: honest.replace(b'"bits": 128', b'"bits": ' + b"9" * 100_000),
    "duplicate-key": lambda honest: honest.replace(b'"batch": 10', b'"batch": 10,\n "batch": 10'),
    "not-utf-8": lambda honest: honest.replace(b"odd-point", b"odd-p\xffint", 1),
    "utf-16": lambda honest: honest.decode().encode("utf-16"),
    "unicode-escape": lambda honest: honest.replace(b'"batch"', b'"\\u0062atch"'),
    "deep-nesting": lambda honest: b"[" * 50_000 + b"]" * 50_000,
    "another-format": lambda honest: honest.replace(b"bnproofs-certificate", b"bnproofs-confession"),
    "another-version": lambda honest: honest.replace(b'"version": 1', b'"version": 3'),
    "trailing-garbage": lambda honest: honest + b"{}",
    "null-byte": lambda honest: honest.replace(b"odd-point", b"odd\x00point", 1),
}


def refused() -> dict[str, bytes]:
    """The attacked certificates by file name."""
    files = {}
    for name, (origin, function) in ATTACKS.items():
        value = json.loads((HERE / "accept" / f"{origin}.json").read_bytes())
        files[f"{name}.json"] = function(value) or sealed(value)
    return files


def malformed() -> dict[str, bytes]:
    """The malformed files by name."""
    honest = (HERE / "accept" / "odd-point-10.json").read_bytes()
    return {f"{name}.json": damage(honest) for name, damage in MALFORMED.items()}


if __name__ == "__main__":
    for folder, files in (("refuse", refused()), ("malformed", malformed())):
        for old in (HERE / folder).glob("*.json"):
            old.unlink()
        for name, data in files.items():
            (HERE / folder / name).write_bytes(data)
        print(f"{len(files)} files in {folder}")
