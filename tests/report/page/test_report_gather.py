"""From certificates of every layer to the content of their reports."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.report.components import in_order
from bnproofs.report.decimals import digits_for, proven_digits
from bnproofs.report.labels import COMPONENTS, LABELS, OWN
from bnproofs.report.tables import does
from bnproofs.statements import Level


def test_there_are_reports_of_all_kinds(contents):
    kinds = {told.report.standing for told in contents}
    assert kinds == {"stable", "unstable", "marginal", "not-differentiable", "does-not-exist"}
    assert any(told.believed for told in contents)
    assert any(told.report.batch == 0 for told in contents)
    assert len(contents) > 60


def test_every_claim_has_its_row_in_the_statement_table_and_its_level(contents):
    for told in contents:
        for claim in told.claims:
            assert claim.rows, (told.report.title, claim.id)
            assert (claim.verdict == "on faith") == (claim.id in told.believed)
            follows = claim.id == "stability" and "spectrum" in told.believed
            assert bool(claim.level) == bool(claim.level_meaning) == (claim.verdict == "proved" and not follows)
            if claim.level:
                standing = Level(claim.level.partition(",")[0])
                whole = [Level(row.level.partition(",")[0]) for row in claim.rows if not row.part]
                order = list(Level)
                assert all(order.index(standing) <= order.index(level) for level in whole)
                assert claim.level_meaning == standing.meaning


def test_what_follows_from_faith_says_so(contents):
    following = [
        claim for told in contents for claim in told.claims if claim.id == "stability" and "spectrum" in told.believed
    ]
    assert following
    assert all("on faith" in claim.basis for claim in following)


def test_the_first_line_names_what_is_on_faith(contents):
    for told in contents:
        ending = told.report.verdict.rpartition("; ")[2]
        if told.believed:
            assert ending.startswith(f"{len(told.believed)} of {len(told.claims)} claims")
            assert "of this library" in ending
        else:
            assert ending == "proved."


def test_the_first_line_says_what_the_certificate_says(contents):
    words = {"stable": "stable", "unstable": "unstable", "marginal": "marginal", "not-differentiable": "no derivative"}
    for told in contents:
        said, standing = told.report.verdict, told.report.standing
        assert told.value["layer"] in said
        if standing == "does-not-exist":
            assert said.startswith("There is no ")
            continue
        assert words[standing] in said
        assert ("unique in its family" in said) <= ("fixed-points" in told.says)
        radius = told.says.get("spectrum", {}).get("spectral_radius")
        if radius and standing in ("stable", "unstable"):
            shown = Fraction(said.partition(" in absolute value")[0].rpartition(" ")[2])
            low, high = map(Fraction, radius)
            assert high <= shown < 1 if standing == "stable" else 1 < shown <= low


def test_every_eigenvalue_is_listed_with_its_proven_digits(contents):
    count = 0
    for told in contents:
        parts = told.says.get("spectrum", {}).get("components", [])
        table = told.report.eigenvalues
        assert (table is None) == (not parts)
        wanted = [(part, value) for part in parts for value in part["eigenvalues"]]
        for (part, value), row in zip(wanted, table.rows if table else (), strict=True):
            digits = proven_digits(Fraction(value[0]), Fraction(value[1]), digits_for(told.report.bits))
            assert row[0] == part["component"]
            assert row[4] == COMPONENTS[part["component"]]
            assert row[2] == str(part["multiplicity"])
            assert digits in row[1] or Fraction(row[1]) == Fraction(value[0])
            assert row[3] == does(value)
            count += 1
        stable = told.report.standing == "stable"
        assert table is None or stable == all(row[3] == "attracts" for row in table.rows)
    assert count > 100


def test_no_number_of_a_configuration_is_left_without_a_label(contents):
    known = {*LABELS, "components", "configuration", "verdict"}
    for told in contents:
        for id in OWN:
            for name, value in told.says.get(id, {}).items():
                names = [f"{name}.{inner}" for inner in value] if isinstance(value, dict) else [name]
                for full in names:
                    if f"{id}.{full}" not in known and full not in known:
                        assert (id, full) in {("saddle-node", "least_batch")}


def test_the_parts_of_the_layer_are_those_it_has(contents):
    for told in contents:
        names = told.value["layer"].split("+")
        parts = {
            part[0].partition(":")[0]: there for part, there in in_order(told.report.components, told.report.absent)
        }
        assert list(parts) == ["weights", "recentring", "rescaling", "nonlinearity"]
        assert parts["weights"]
        assert parts["recentring"] == ("rc" in names)
        assert parts["rescaling"] == any(name.startswith("rs") for name in names)
        assert parts["nonlinearity"] == ("identity" not in names)


def test_the_commands_name_the_certificate_and_make_it_again(contents):
    for told in contents:
        lines = [command.line for command in told.report.commands]
        assert lines[:2] == ["bnproofs check some.json", "python -m checker some.json"]
        assert ("bnproofs check some.json --kernel rocq" in lines) == (told.value["layer"] == "rc+relu")
        again = next(line for line in lines if " --out some.json" in line)
        assert f"--bits {told.value['bits']}" in again
        assert ("bnproofs prove odd-point" in again) == (told.report.batch == 0)
