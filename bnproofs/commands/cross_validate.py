"""`bnproofs cross-validate`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bnproofs.commands.theory import Statements
    from bnproofs.layer import Layer


_MOST_POINTS = 200


@click.command("cross-validate")
@click.option("--layer", help="Short name of the layer, for example rc+relu; a certificate names its own.")
@click.option("--batch", type=int, help="Number n of points; a certificate names its own.")
@click.option("--certificate", type=click.Path(), help="Take the attractor's enclosures from this certificate.")
@click.option("--budget", default="60s", show_default=True, help="Nominal time; it sets how much is drawn.")
@click.option("--seed", default=0, show_default=True, type=int, help="Seed of all random numbers.")
@click.option("--level", default=0.01, show_default=True, type=float, help="Chance of any false alarm.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option("--quiet", is_flag=True, help="No progress.")
def cross_validate(
    layer: str | None,
    batch: int | None,
    certificate: str | None,
    budget: str,
    seed: int,
    level: float,
    as_json: bool,
    quiet: bool,
) -> None:
    """Judge what the library says of a layer by simulations, and the simulations by wrong theories.

    Exit status: 0 nothing disagrees at the stated level, 1 something does, 2 bad input.
    """
    from bnproofs.commands.comparison_page import page
    from bnproofs.commands.progress import progress
    from bnproofs.commands.theory import theory_of
    from numerics.cross_validation.family import EXPERIMENTS
    from numerics.cross_validation.family import cross_validate as judge
    from numerics.cross_validation.plan import Plan, parse_budget
    from numerics.specification import require_sizes

    seconds = parse_budget(budget)
    if not 0 < level < 1:
        raise click.UsageError(f"the level is a probability between 0 and 1, not {level}: write --level 0.01")
    parsed, n, certified = _what(layer, batch, certificate)
    require_sizes(batch=n, seed=seed)
    if not 3 <= n <= _MOST_POINTS:
        raise click.UsageError(f"cross-validation takes batches of 3 to {_MOST_POINTS} points, not {n}")
    other = None
    if parsed.recentre:
        other = theory_of(replace(parsed, recentre=False), n)
    with progress(len(EXPERIMENTS) + 1, 0, "experiments", quiet) as step:
        result = judge(
            theory_of(parsed, n, certified),
            other,
            Plan(n, seconds),
            seed=seed,
            level=level,
            on_experiment=lambda name: step(1, name),
        )
    header = {"layer": str(parsed), "batch": n, "budget_seconds": seconds, "seed": seed, "certificate": certificate}
    if as_json:
        click.echo(json.dumps({**header, **result.as_data()}, indent=1, ensure_ascii=False))
    else:
        from bnproofs.report.terminal import print_page

        print_page(page(header, result.as_data()))
    raise click.exceptions.Exit(1 if result.disagreements else 0)


def _what(layer: str | None, batch: int | None, file: str | None) -> tuple[Layer, int, tuple[str, Statements] | None]:
    """The layer, the number of points, and what a certificate says of them, if one is given."""
    from bnproofs.layer import Layer

    if file is None:
        if layer is None or batch is None:
            raise click.UsageError("name a layer and a batch, as in --layer rc+relu --batch 10, or a --certificate")
        return Layer.parse(layer), batch, None
    value = _accepted(file)
    if "batch" not in value:
        raise click.UsageError(
            f"{file} is the theorem for every batch size, and a simulation has one: "
            "give a certificate of one batch, or --layer and --batch"
        )
    certified_layer, certified_batch = Layer.parse(value["layer"]), int(value["batch"])
    if layer is not None and Layer.parse(layer) != certified_layer:
        raise click.UsageError(f"{file} is about {certified_layer}, not {layer}: leave out --layer")
    if batch is not None and batch != certified_batch:
        raise click.UsageError(f"{file} is about {certified_batch} points, not {batch}: leave out --batch")
    statements = {claim["id"]: claim["statement"] for claim in value["claims"]}
    if statements.get("stability", {}).get("verdict") != "stable":
        raise click.UsageError(
            f"{file} certifies no configuration that attracts, so that nothing stays near it: "
            "give that of the odd point or the uniform point, or leave out --certificate"
        )
    return certified_layer, certified_batch, (value["configuration"], statements)


def _accepted(file: str) -> Any:
    """The content of a certificate that the checker accepts."""
    from bnproofs.checker import Outcome
    from bnproofs.checker.report import lines
    from bnproofs.commands.accepted import checked
    from bnproofs.commands.check import MAKE_ONE

    data, report = checked(file)
    if report.outcome is not Outcome.ACCEPTED:
        raise click.UsageError(f"{file}: {lines(report)[-1]}; {MAKE_ONE}")
    return json.loads(data)
