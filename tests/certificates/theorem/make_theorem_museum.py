"""The museum of bad certificates of the theorem, written anew by `python make_theorem_museum.py` in this folder.

Each attack is a function named after it; its docstring says what the forger hopes for, and `refused_by.json` beside
this file names the claim and the rule that must refuse it. The digest is recomputed, so that the attack itself has to
be seen.
"""

from __future__ import annotations

import copy
import importlib.util
import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
Attack = Callable[[dict[str, Any]], Any]


def sibling(path: Path) -> ModuleType:
    """The module in a file that is no part of a package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


batches = sibling(HERE.parent / "make_museum.py")
plain = sibling(HERE / "make_theorem.py")
sealed, claim, shifted = batches.sealed, batches.claim, batches.shifted
ATTACKS: dict[str, Attack] = {}


def attack(function: Attack) -> Attack:
    """The same function, registered as an attack on the honest certificate."""
    ATTACKS[function.__name__.replace("_", "-")] = function
    return function


def statement(value: dict[str, Any], id: str) -> dict[str, Any]:
    """The statement of the claim of an id."""
    found: dict[str, Any] = claim(value, id)["statement"]
    return found


def witness(value: dict[str, Any], id: str) -> dict[str, Any]:
    """The witness of the claim of an id."""
    found: dict[str, Any] = claim(value, id)["witness"]
    return found


def even(start: str, end: str, boxes: int) -> list[str]:
    """The cuts of [start, end] into boxes of equal width."""
    left, right = Fraction(start), Fraction(end)
    return [str(left + (right - left) * i / boxes) for i in range(boxes + 1)]


@attack
def another_theorem(value: dict[str, Any]) -> None:
    """The proof sold as one of another theorem."""
    value["theorem"] = "separating"


@attack
def another_layer(value: dict[str, Any]) -> None:
    """The theorem sold as one about a layer without recentring."""
    value["layer"] = "relu"


@attack
def with_a_batch_size(value: dict[str, Any]) -> None:
    """A header of both formats at once."""
    value["batch"] = 10


@attack
def sold_as_a_batch_certificate(value: dict[str, Any]) -> None:
    """The format of the certificate of one batch size on the claims of the theorem."""
    value["format"] = "bnproofs-certificate"
    value.update(batch=10, configuration="odd-point")
    del value["theorem"]


@attack
def claims_of_a_batch(value: dict[str, Any]) -> None:
    """The claims of one batch size sold as those of every batch size."""
    value["claims"] = json.loads((HERE.parent / "accept" / "odd-point-10.json").read_bytes())["claims"]


@attack
def no_claims(value: dict[str, Any]) -> None:
    """Nothing claimed, so nothing to refuse."""
    value["claims"] = []


@attack
def claim_dropped(value: dict[str, Any]) -> None:
    """No word about the saddle-node."""
    value["claims"].pop()


@attack
def claim_dropped_inside(value: dict[str, Any]) -> None:
    """The completeness of the list of fixed points without the bound of their number."""
    del value["claims"][1]


@attack
def claim_twice(value: dict[str, Any]) -> None:
    """The same claim two times."""
    value["claims"].insert(1, copy.deepcopy(value["claims"][0]))


@attack
def claims_reordered(value: dict[str, Any]) -> None:
    """The stability before the angle that it uses."""
    claims = value["claims"]
    claims[4], claims[5] = claims[5], claims[4]


@attack
def claim_of_an_unknown_kind(value: dict[str, Any]) -> None:
    """A claim that no checker knows."""
    value["claims"].append({"id": "riemann-hypothesis", "statement": {}, "witness": {}})


@attack
def statement_with_an_extra_key(value: dict[str, Any]) -> None:
    """A claim smuggled into another."""
    statement(value, "stability")["globally"] = "yes"


@attack
def witness_where_none_belongs(value: dict[str, Any]) -> None:
    """A witness for a claim that has none."""
    claim(value, "at-most-three")["witness"] = {"trust": "me"}


@attack
def clusters_of_single_points(value: dict[str, Any]) -> None:
    """The two clusters of two points called unstable: each is a single point, and nothing moves within it."""
    statement(value, "two-clusters")["least_batch"] = 2


@attack
def least_cluster_elsewhere(value: dict[str, Any]) -> None:
    """The least transverse multiplier at two equal clusters, where it is largest."""
    statement(value, "two-clusters")["least_at"] = 2


@attack
def at_most_two(value: dict[str, Any]) -> None:
    """One zero fewer than there are."""
    statement(value, "at-most-three")["most"] = 2


@attack
def seven_is_small(value: dict[str, Any]) -> None:
    """No odd point for seven points, with the cover of six."""
    statement(value, "small-batches")["batches"].append(7)
    covers = witness(value, "small-batches")["covers"]
    covers.append(covers[-1])


@attack
def covers_exchanged(value: dict[str, Any]) -> None:
    """The cover of three points for six, and the other way round."""
    witness(value, "small-batches")["covers"].reverse()


@attack
def cover_missing(value: dict[str, Any]) -> None:
    """Nothing about six points."""
    witness(value, "small-batches")["covers"].pop()


@attack
def cover_with_a_gap(value: dict[str, Any]) -> None:
    """A box taken out of a cover, so that nobody looks there."""
    del witness(value, "small-batches")["covers"][3]["shapes"][2]


@attack
def cover_without_a_zero(value: dict[str, Any]) -> None:
    """A cover that calls the box of the uniform point positive."""
    shapes = witness(value, "small-batches")["covers"][0]["shapes"]
    shapes[shapes.index("decreasing")] = "positive"


@attack
def odd_point_for_six(value: dict[str, Any]) -> None:
    """The theorem from six points on."""
    statement(value, "odd-point")["least_batch"] = 6


@attack
def bracket_too_tight(value: dict[str, Any]) -> None:
    """A lower curve above the odd point."""
    statement(value, "odd-point")["bend"] = "50"


@attack
def curves_exchanged(value: dict[str, Any]) -> None:
    """The cuts of the lower curve for the upper one, and the other way round, with a box too long for each."""
    sides = witness(value, "odd-point")
    sides["below"], sides["above"] = {"slope": ["0", "1/7"], "value": ["1/7"]}, sides["below"]


@attack
def gap_between_slope_and_value(value: dict[str, Any]) -> None:
    """The sign of A from later on than where the slope of A stops."""
    sides = witness(value, "odd-point")["below"]
    sides["value"] = sides["value"][1:]


@attack
def slope_starts_late(value: dict[str, Any]) -> None:
    """Nothing about the largest batches."""
    sides = witness(value, "odd-point")["below"]
    sides["slope"] = sides["slope"][1:]


@attack
def value_ends_early(value: dict[str, Any]) -> None:
    """Nothing about seven points."""
    sides = witness(value, "odd-point")["above"]
    sides["value"] = sides["value"][:-1]


@attack
def value_from_zero(value: dict[str, Any]) -> None:
    """The sign of A itself from e = 0 on, where A is zero."""
    witness(value, "odd-point")["above"] = {"slope": ["0", "1/1000000000"], "value": ["1/1000000000", "1/7"]}


@attack
def no_slope(value: dict[str, Any]) -> None:
    """A list of cuts without a box."""
    witness(value, "odd-point")["below"] = {"slope": ["0"], "value": ["0", "1/7"]}


@attack
def slope_all_the_way(value: dict[str, Any]) -> None:
    """The slope of A said to keep its sign up to seven points."""
    witness(value, "odd-point")["above"] = {"slope": even("0", "1/7", 200), "value": ["1/7"]}


@attack
def box_of_no_width(value: dict[str, Any]) -> None:
    """A cut twice."""
    value_cuts = witness(value, "odd-point")["below"]["value"]
    value_cuts.insert(1, value_cuts[1])


@attack
def cuts_reversed(value: dict[str, Any]) -> None:
    """Cuts from right to left."""
    witness(value, "angle")["lower"].reverse()


@attack
def angle_too_tight(value: dict[str, Any]) -> None:
    """An angle nearer to 3 pi/n than it is."""
    statement(value, "angle")["reach"] = "9"


@attack
def angle_not_up_to_seven(value: dict[str, Any]) -> None:
    """Nothing about the angle for seven points."""
    witness(value, "angle")["upper"][-1] = "1/8"


@attack
def uniform_point_unstable(value: dict[str, Any]) -> None:
    """A stable point called unstable."""
    statement(value, "uniform-point")["verdict"] = "unstable"


@attack
def remainder_too_small(value: dict[str, Any]) -> None:
    """A remainder below what it is for three points."""
    statement(value, "uniform-point")["remainder"] = "1"


@attack
def remainder_by_its_bend_alone(value: dict[str, Any]) -> None:
    """The second derivative said to be bounded up to three points."""
    witness(value, "uniform-point")["remainder"] = {"bend": even("0", "1/3", 64), "value": ["1/3"]}


@attack
def remainder_not_up_to_three(value: dict[str, Any]) -> None:
    """Nothing about three points."""
    witness(value, "uniform-point")["remainder"]["value"].pop()


@attack
def saddle_node_moved_up(value: dict[str, Any]) -> None:
    """A batch size of birth that is too large, by one width of its interval."""
    claimed = statement(value, "saddle-node")
    claimed["batch"] = shifted(claimed["batch"], 1)


@attack
def saddle_node_moved_down(value: dict[str, Any]) -> None:
    """A batch size of birth that is too small, by one width of its interval."""
    claimed = statement(value, "saddle-node")
    claimed["batch"] = shifted(claimed["batch"], -1)


@attack
def saddle_node_at_another_tau(value: dict[str, Any]) -> None:
    """A double zero two widths of its interval further on, and the place with it."""
    claimed = statement(value, "saddle-node")
    low, high = map(Fraction, claimed["tau"])
    claimed["tau"] = shifted(claimed["tau"], 2)
    given = witness(value, "saddle-node")
    given["at"] = str(Fraction(given["at"]) + (high - low) / 2)


@attack
def place_outside(value: dict[str, Any]) -> None:
    """A place that is not in the interval."""
    witness(value, "saddle-node")["at"] = "2"


@attack
def place_on_the_other_side(value: dict[str, Any]) -> None:
    """The root of tau with the wrong sign."""
    given = witness(value, "saddle-node")
    given["at"] = "-" + given["at"]


@attack
def vague_batch_size(value: dict[str, Any]) -> None:
    """A true interval that says nothing."""
    statement(value, "saddle-node")["batch"] = ["61/10", "31/5"]


@attack
def batch_size_inside_out(value: dict[str, Any]) -> None:
    """The ends of an interval exchanged."""
    statement(value, "saddle-node")["batch"].reverse()


@attack
def exact_batch_size(value: dict[str, Any]) -> None:
    """An interval without width."""
    claimed = statement(value, "saddle-node")
    claimed["batch"][0] = claimed["batch"][1]


@attack
def exact_tau(value: dict[str, Any]) -> None:
    """An interval of tau without width."""
    claimed = statement(value, "saddle-node")
    claimed["tau"][0] = claimed["tau"][1]


@attack
def more_bits_promised(value: dict[str, Any]) -> None:
    """Twice the precision, on the label only."""
    value["bits"] = 256


@attack
def saddle_node_from_four_on(value: dict[str, Any]) -> None:
    """Nothing said about three points, where the grid must begin."""
    statement(value, "saddle-node")["least_batch"] = 4


@attack
def grid_begins_at_six(value: dict[str, Any]) -> None:
    """Nothing said about double zeros for fewer than six points."""
    boxes = witness(value, "saddle-node")["crossing"]
    boxes[0] = [item for item in boxes[0] if Fraction(item) >= 6]


@attack
def grid_ends_early(value: dict[str, Any]) -> None:
    """A grid that does not reach the uniform point."""
    witness(value, "saddle-node")["crossing"][1].pop()


@attack
def grid_turned(value: dict[str, Any]) -> None:
    """The cuts of T for those of n, and the other way round."""
    witness(value, "saddle-node")["crossing"].reverse()


@attack
def grid_of_one_box(value: dict[str, Any]) -> None:
    """A box too large for the proof."""
    witness(value, "saddle-node")["crossing"] = [["3", "7"], ["0", "6"]]


@attack
def grid_of_too_many_boxes(value: dict[str, Any]) -> None:
    """Two short lists that make the checker work without end."""
    witness(value, "saddle-node")["crossing"] = [even("3", "7", 70), even("0", "6", 70)]


def refused() -> dict[str, bytes]:
    """The attacked certificates by file name."""
    files = {}
    for name, function in ATTACKS.items():
        value = json.loads((HERE / "accept" / "every-batch.json").read_bytes())
        files[f"{name}.json"] = function(value) or sealed(value)
    return files


def main() -> None:
    """Nothing; the honest certificate and the attacks on it are written."""
    (HERE / "accept" / "every-batch.json").write_bytes(sealed(plain.certificate()))
    for old in (HERE / "refuse").glob("*.json"):
        old.unlink()
    files = refused()
    for name, data in files.items():
        (HERE / "refuse" / name).write_bytes(data)
    print(f"{len(files)} files in refuse")


if __name__ == "__main__":
    main()
