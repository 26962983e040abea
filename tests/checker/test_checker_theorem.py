"""The certificate of the theorem for every batch size: accepted as it is, refused when any part of it is damaged."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import pytest

import bnproofs.checker
from bnproofs.checker import Outcome, check, check_file
from bnproofs.checker.__main__ import main
from bnproofs.checker.curves import require_along, require_angle
from bnproofs.checker.cuts import BITS, MAX_TOTAL_BOXES, Allowance, cuts_in_two
from bnproofs.checker.every_batch import form, form_slope
from bnproofs.checker.fields import Bounds, Refusal
from bnproofs.checker.interval import hull, surely_negative, surely_positive, whole
from bnproofs.checker.plane import in_n
from bnproofs.checker.report import SAYS_OF_EVERY_BATCH, lines
from bnproofs.checker.saddle import require_place
from bnproofs.checker.theorem_claims import ABOVE, BELOW, BEND, REACH

HOME = Path(__file__).parents[1] / "certificates" / "theorem" / "accept"
HONEST = json.loads((HOME / "every-batch.json").read_bytes())
IDS = [claim["id"] for claim in HONEST["claims"]]
Value = dict[str, Any]
Seal = Callable[[Value], bytes]
Path_ = tuple[str | int, ...]


def at(value: Any, path: Path_) -> Any:
    for step in path:
        value = value[step]
    return value


def replaced(path: Path_, item: object) -> Value:
    """The honest certificate with one part replaced."""
    changed = copy.deepcopy(HONEST)
    at(changed, path[:-1])[path[-1]] = item
    return changed


def places(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The paths of everything inside a JSON value."""
    steps = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield (*path, step)
        yield from places(value[step], (*path, step))


def refused(value: Value, sealed: Seal) -> bool:
    report = check(sealed(value))
    assert "stopped" not in report.reason
    return report.outcome is Outcome.REFUSED


def test_the_certificate_is_accepted_quickly() -> None:
    start = time.perf_counter()
    report = check_file(HOME / "every-batch.json")
    assert report.outcome is Outcome.ACCEPTED
    assert list(report.accepted_claims) == IDS == list(SAYS_OF_EVERY_BATCH)
    assert time.perf_counter() - start < 10


def test_the_report_says_what_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HOME / "every-batch.json")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in printed[:-1]] == [f"{id}:" for id in IDS]
    assert printed[-1] == "ACCEPTED: rc+relu, every batch, odd-point, 128 bits: all 8 claims are proved"
    assert all(line.isascii() and len(line) < 130 for line in printed)
    assert "every n >= 7" in printed[5]


def test_the_lines_name_the_least_batch_of_the_statement() -> None:
    least = {
        claim["id"]: claim["statement"]["least_batch"]
        for claim in HONEST["claims"]
        if "least_batch" in claim["statement"]
    }
    assert len(least) == 5
    assert all(f"n >= {size}" in SAYS_OF_EVERY_BATCH[id] for id, size in least.items())


@pytest.mark.parametrize("options", [(), ("-O",), ("-OO",), ("-W", "error")], ids=str)
def test_the_copied_folder_accepts_it_alone(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = Path(bnproofs.checker.__file__).parent
    shutil.copytree(folder, tmp_path / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-S", "-E", "-s", *options, "-m", "checker", str(HOME / "every-batch.json")]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("ACCEPTED: rc+relu, every batch, odd-point")


def test_a_refusal_still_says_what_was_proved_before(sealed: Seal) -> None:
    report = check(sealed(replaced(("claims", 4, "statement", "reach"), "9")))
    assert report.claim == "angle"
    assert report.accepted_claims == tuple(IDS[:4])
    assert lines(report)[3].endswith(SAYS_OF_EVERY_BATCH["odd-point"])


STATEMENTS = [
    (*path, HONEST)
    for i in range(len(IDS))
    for path in places(HONEST["claims"][i]["statement"], ("claims", i, "statement"))
]


def other_values(item: Any) -> list[Any]:
    """What may be put in place of an item of a statement: other numbers, spellings, kinds."""
    if isinstance(item, int):
        return [item - 1, item + 1, -item, str(item), True, None, [item]]
    if isinstance(item, str) and item.replace("/", "").lstrip("-").isdigit():
        number = Fraction(item)
        moved = [number - 1, number + 1, -number, number / 2, 2 * number, number + Fraction(1, 10**20)]
        return [*map(str, moved), number.numerator % 100, "0" + item, item + " ", None, [item]]
    if isinstance(item, str):
        return [item + " ", item.upper(), "", None, [item]]
    if isinstance(item, list):
        return [item[:-1], item[::-1], [*item, item[-1]], [], {}, None]
    return [None]


@pytest.mark.parametrize("path", [row[:-1] for row in STATEMENTS], ids=lambda path: ".".join(map(str, path[1:])))
def test_every_part_of_every_statement_counts(path: Path_, sealed: Seal) -> None:
    item = at(HONEST, path)
    for other in other_values(item):
        assert other != item or type(other) is not type(item)
        assert refused(replaced(path, other), sealed), other
    without = copy.deepcopy(HONEST)
    del at(without, path[:-1])[path[-1]]
    assert refused(without, sealed)


LISTS = [
    path
    for i in range(len(IDS))
    for path in places(HONEST["claims"][i]["witness"], ("claims", i, "witness"))
    if isinstance(at(HONEST, path), list)
]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: ".".join(map(str, path[1:])))
def test_every_list_of_every_witness_counts(path: Path_, sealed: Seal) -> None:
    """Shortened at either end, reversed, with an item twice, moved, empty, of another kind."""
    items = at(HONEST, path)
    damaged = [items[1:], items[:-1], [*items, items[-1]], [items[0], *items], [], {}, None, str(items), [items]]
    if items[::-1] != items:
        damaged.append(items[::-1])
    if isinstance(items[0], str) and items[0][0].isdigit():
        ends = Fraction(items[0]), Fraction(items[-1])
        damaged += [[*items[:-1], str(ends[1] + Fraction(1, 10**9))], [str(ends[0] + Fraction(1, 10**9)), *items[1:]]]
        damaged += [[str(ends[0] - 1), *items], [*items, str(ends[1] + 1)], [*items[:-1], 1], [*items[:-1], "1/0"]]
    for other in damaged:
        assert refused(replaced(path, other), sealed), other


@pytest.mark.parametrize("index", range(len(IDS)))
def test_keys_of_claims_are_exact(index: int, sealed: Seal) -> None:
    for part in ("statement", "witness"):
        for item in ([], None, "", {**HONEST["claims"][index][part], "more": "1"}):
            assert refused(replaced(("claims", index, part), item), sealed)
    for key in ("statement", "witness", "id"):
        without = copy.deepcopy(HONEST)
        del without["claims"][index][key]
        assert refused(without, sealed)


def test_orders_and_numbers_of_claims(sealed: Seal) -> None:
    claims, tried = HONEST["claims"], 0
    for i in range(len(claims)):
        for other in (
            [*claims[:i], *claims[i + 1 :]],
            [*claims[: i + 1], *claims[i:]],
            [*claims[i:], *claims[:i]][::-1],
        ):
            assert refused({**HONEST, "claims": other}, sealed)
            tried += 1
    assert tried == 24


HEADERS: dict[str, object] = {
    "version": 2, "layer": "relu", "theorem": "separating", "bits": 31, "provenance": [], "claims": {},
    "digest": "sha256:0",
}  # fmt: skip


@pytest.mark.parametrize("key", ["format", *HEADERS])
def test_headers(key: str, sealed: Seal) -> None:
    without = {name: item for name, item in HONEST.items() if name != key}
    outcomes = {check(sealed(without)).outcome} if key != "digest" else set()
    if key in HEADERS:
        data = sealed({**HONEST, key: HEADERS[key]})
        if key == "digest":
            data = data.replace(json.loads(data)["digest"].encode(), b"sha256:0")
        outcomes.add(check(data).outcome)
    expected = Outcome.NOT_A_CERTIFICATE if key in ("format", "version") else Outcome.REFUSED
    assert outcomes == {expected}


@pytest.mark.parametrize("bits", [32, 64, 100, 127, 128])
def test_fewer_bits_may_be_promised(bits: int, sealed: Seal) -> None:
    assert check(sealed({**HONEST, "bits": bits})).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("bits", [140, 256, 4096, 4097])
def test_more_bits_may_not(bits: int, sealed: Seal) -> None:
    assert refused({**HONEST, "bits": bits}, sealed)


def even(start: str, end: str, boxes: int) -> list[str]:
    left, right = Fraction(start), Fraction(end)
    return [str(left + (right - left) * i / boxes) for i in range(boxes + 1)]


def fine(until: str) -> dict[str, list[str]]:
    return {"slope": even("0", until, 100), "value": even(until, "1/7", 200)}


def test_the_curves_are_nearly_the_best_of_their_kind() -> None:
    """With the stated constants the fine cuts prove the bracket; past the truth no cuts do."""
    require_along(fine("1/100"), -BELOW, BEND, 1, Allowance())
    require_along(fine("1/100"), -BELOW, 47, 1, Allowance())
    require_along(fine("1/100"), 0, ABOVE, -1, Allowance())
    require_along(fine("1/100"), 0, 23, -1, Allowance())
    for slope, bend, sign in ((-BELOW, 48, 1), (1 - BELOW, BEND, 1), (0, 22, -1), (-BELOW, BEND, -1), (0, ABOVE, 1)):
        with pytest.raises(Refusal, match="along a curve"):
            require_along(fine("1/100"), slope, bend, sign, Allowance())


def test_the_curves_stay_left_of_a_right_angle() -> None:
    for slope, bend in ((20, 0), (-40, 0), (0, 200)):
        with pytest.raises(Refusal, match="right angle"):
            require_along(fine("1/100"), slope, bend, -1, Allowance())


def test_the_bounds_of_the_angle_are_nearly_the_best() -> None:
    """At e = 0, v³ a(e v) is (3π/2)³/3 = 34.88…; REACH is twice BELOW, so that only e² terms are left."""
    boxes = even("0", "1/7", 200)
    assert REACH == 2 * BELOW
    require_angle(boxes, -BELOW, BEND, -1, Allowance())
    require_angle(boxes, 0, ABOVE, 1, Allowance())
    for bend, sign in ((34, -1), (35, 1)):
        with pytest.raises(Refusal, match="bound of the angle"):
            require_angle(boxes, -BELOW, bend, sign, Allowance())
        with pytest.raises(Refusal, match="bound of the angle"):
            require_angle(boxes, 0, bend, sign, Allowance())


def claimed() -> tuple[Fraction, Bounds, Bounds]:
    claim = HONEST["claims"][-1]
    batch, tau = (Bounds(*map(Fraction, claim["statement"][name])) for name in ("batch", "tau"))
    return Fraction(claim["witness"]["at"]), batch, tau


def interval(lower: str, upper: str) -> Bounds:
    return Bounds(Fraction(lower), Fraction(upper))


def moved(interval: Bounds, widths: Fraction) -> Bounds:
    step = widths * (interval.upper - interval.lower)
    return Bounds(interval.lower + step, interval.upper + step)


def test_the_saddle_node_is_where_a_root_finder_finds_it() -> None:
    """The double zero of F, by angles: both intervals contain it, with a few units of the promise around it."""
    place, batch, tau = claimed()
    with mpmath.workdps(60):

        def f(n: Any, root: Any) -> Any:
            m = n - 1
            theta = mpmath.acos(1 - mpmath.sin(mpmath.atan(root)) ** 2 * m / (m - 1))
            q = (mpmath.sin(theta) - theta * mpmath.cos(theta)) / (mpmath.pi * (1 - mpmath.cos(theta)))
            return 2 * m + 2 * m / mpmath.pi * (root - mpmath.atan(root)) - q * (n**2 + root**2)

        equations = [f, lambda n, root: mpmath.diff(lambda x: f(n, x), root)]
        n, root = mpmath.findroot(lambda x, y: [g(x, y) for g in equations], (mpmath.mpf(6), mpmath.mpf(2)))
        for value, interval in ((n, batch), (root**2, tau)):
            low, high = (mpmath.mpf(end.numerator) / end.denominator for end in (interval.lower, interval.upper))
            assert low < value < high
            assert high - low < value * mpmath.mpf(2) ** -112
        assert abs(mpmath.mpf(place.numerator) / place.denominator - root) < mpmath.mpf(10) ** -35


@pytest.mark.parametrize("widths", [Fraction(k, 4) for k in range(-7, 9, 2)], ids=str)
def test_only_the_true_batch_size_is_accepted(widths: Fraction) -> None:
    """The honest interval has the double zero in its middle: moved by less than half a width it still holds it."""
    place, batch, tau = claimed()
    if abs(widths) < Fraction(1, 2):
        require_place(place, moved(batch, widths), tau, 128)
    else:
        with pytest.raises(Refusal, match="batch size of the interval"):
            require_place(place, moved(batch, widths), tau, 128)


@pytest.mark.parametrize("widths", [Fraction(k, 4) for k in range(-7, 9, 2)], ids=str)
def test_only_the_true_tau_is_accepted(widths: Fraction) -> None:
    place, batch, tau = claimed()
    if abs(widths) < Fraction(1, 2):
        require_place(place, batch, moved(tau, widths), 128)
    else:
        with pytest.raises(Refusal):
            require_place(place, batch, moved(tau, widths), 128)
        centre = (moved(tau, widths).lower + moved(tau, widths).upper) / 2
        with mpmath.workdps(80):
            root = mpmath.sqrt(mpmath.mpf(centre.numerator) / centre.denominator)
            other = Fraction(int(mpmath.floor(root * 2**200)), 2**200)
        with pytest.raises(Refusal, match=r"F_T at a side|of the interval"):
            require_place(other, batch, moved(tau, widths), 128)


def test_wide_intervals_of_the_saddle_node_prove_less() -> None:
    """A box of a few hundredths around the double zero is proved too; a wider one is not."""
    place = Fraction(2144, 1000)
    require_place(place, interval("6.106", "6.108"), interval("4.58", "4.62"), 32)
    with pytest.raises(Refusal, match="F_TT"):
        require_place(place, interval("6", "6.9"), interval("2", "9"), 32)


def test_a_place_beside_the_minimum_does_not_hide_that_it_is_negative() -> None:
    """For all n of the interval the minimum is negative; yet F > 0 at the first n and the place, F < 0 at the last.

    Half of what F can fall from the place to the minimum would not be enough to show it.
    """
    place, batch, tau = Fraction("2.1471817"), interval("6.107076125", "6.107082"), interval("4.585", "4.613")
    first, last = (hull(n, n, BITS) for n in (batch.lower, batch.upper))
    root = hull(place, place, BITS)
    value, slope = in_n(form, first, root, 0).value, in_n(form_slope, first, root, 0).value
    assert surely_positive(value - slope.square() / whole(4, BITS))
    assert surely_negative(in_n(form, last, root, 0).value)
    with pytest.raises(Refusal, match="first batch size"):
        require_place(place, batch, tau, 32)
    require_place(Fraction("2.144"), interval("6.107", "6.107082"), interval("4.585", "4.61"), 32)


@pytest.mark.parametrize(
    ("batch", "tau", "reason"),
    [
        (("6.106", "6.108"), ("4.5", "26"), "left of the uniform point"),
        (("6.106", "7"), ("4.5", "4.7"), "between 3 and 7"),
        (("3", "6.108"), ("4.5", "4.7"), "between 3 and 7"),
        (("6.106", "6.108"), ("0", "4.7"), "around the given place"),
        (("6.106", "6.108"), ("4.6", "4.7"), "around the given place"),
        (("6.106", "6.108"), ("4.5", "4.59"), "around the given place"),
    ],
)
def test_where_the_intervals_of_the_saddle_node_may_lie(
    batch: tuple[str, str], tau: tuple[str, str], reason: str
) -> None:
    with pytest.raises(Refusal, match=reason):
        require_place(Fraction("2.144"), interval(*batch), interval(*tau), 32)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["0"], ["0", "1/7"]),
        (["0", "1/9"], ["1/8", "1/7"]),
        (["0", "1/8"], ["1/9", "1/7"]),
        (["1/100", "1/8"], ["1/8", "1/7"]),
        (["0", "1/8"], ["1/8", "1/6"]),
        (["0", "1/8"], ["1/8"]),
        (["0", "1/7"], []),
        (["0", "1/7", "1/8"], ["1/8", "1/7"]),
        (["-1", "0", "1/8"], ["1/8", "1/7"]),
    ],
)
def test_two_lists_of_cuts_meet_and_reach(first: list[str], second: list[str]) -> None:
    with pytest.raises(Refusal):
        cuts_in_two([first, second], Fraction(1, 7), Allowance())


def test_two_lists_of_cuts_that_do() -> None:
    allowance = Allowance()
    cuts_in_two([["0", "1/8"], ["1/8", "1/7"]], Fraction(1, 7), allowance)
    cuts_in_two([["0", "1/7"], ["1/7"]], Fraction(1, 7), allowance)
    assert allowance.left == MAX_TOTAL_BOXES - 3


def with_cuts(id: str, *changes: tuple[Path_, list[Any]]) -> Value:
    changed = copy.deepcopy(HONEST)
    for path, item in changes:
        at(changed["claims"][IDS.index(id)]["witness"], path[:-1])[path[-1]] = item
    return changed


def test_more_boxes_than_allowed_are_refused_at_once(sealed: Seal) -> None:
    tries = {
        "a long list": with_cuts("angle", (("lower",), even("0", "1/7", 4097))),
        "a wide grid": with_cuts("saddle-node", (("crossing",), [even("3", "7", 4000), even("0", "6", 4000)])),
        "long lists together": with_cuts(
            "angle", (("lower",), even("0", "1/7", 4096)), (("upper",), even("0", "1/7", 4096))
        ),
    }
    for name, value in tries.items():
        start = time.perf_counter()
        report = check(sealed(value))
        assert report.outcome is Outcome.REFUSED
        assert report.reason in ("there are more boxes than a certificate may have", "expected 2 to 4097 items"), name
        assert time.perf_counter() - start < 10


def test_as_many_boxes_as_allowed_and_long_numbers_take_bounded_time(sealed: Seal) -> None:
    """The longest work that can be accepted, and a place of four thousand digits in intervals as narrow as can be."""
    value = with_cuts("saddle-node", (("crossing",), [even("3", "7", 64), even("0", "6", 64)]))
    at(value, ("claims", 4, "witness"))["lower"] = even("0", "1/7", 3900)
    start = time.perf_counter()
    assert check(sealed(value)).outcome is Outcome.ACCEPTED
    assert time.perf_counter() - start < 45
    narrow = copy.deepcopy(HONEST)
    _, batch, _ = claimed()
    units = 10**3950
    low = Fraction(int(batch.lower * units), units)
    narrow["claims"][-1]["statement"]["batch"] = [str(low), str(low + Fraction(1, units))]
    start = time.perf_counter()
    report = check(sealed(narrow))
    assert (report.outcome, report.claim) == (Outcome.REFUSED, "saddle-node")
    assert report.reason == "F < 0 is not proved at the last batch size of the interval"
    assert time.perf_counter() - start < 30
