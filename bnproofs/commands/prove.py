"""`bnproofs prove`."""

from __future__ import annotations

import json

import click

THEOREMS = ("odd-point",)


@click.command()
@click.argument("theorem")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
def prove(theorem: str, as_json: bool) -> None:
    """Prove a theorem for every batch size at once: odd-point, of the layer rc+relu.

    Exit status: 0 proved, 3 undecided, 2 bad input.
    """
    if theorem not in THEOREMS:
        raise click.UsageError(f"{theorem[:40]!r} is no theorem for every batch size: write {', '.join(THEOREMS)}")
    from bnproofs.every_batch.theorem import LARGE, SENTENCES, prove_every_batch
    from bnproofs.theorems import Verdict

    result = prove_every_batch()
    proved = result.verdict is Verdict.PROVED
    if as_json:
        facts = [{"fact": fact.name, "boxes": fact.boxes} for fact in result.facts]
        said = {"theorem": theorem, "layer": "rc+relu", "verdict": result.verdict.value, "advice": result.advice}
        statements = list(SENTENCES) if proved else []
        one_by_one = [result.one_by_one[0], result.one_by_one[-1]] if proved else None
        click.echo(json.dumps({**said, "statements": statements, "one_by_one": one_by_one, "facts": facts}, indent=1))
    elif proved:
        for sentence in SENTENCES:
            click.echo(f"proved  {sentence}")
        click.echo(
            f"\nn = {result.one_by_one[0]} to {result.one_by_one[-1]} one by one; n ≥ {LARGE} by balls over boxes:"
        )
        for fact in result.facts:
            click.echo(f"{fact.boxes:>6} {'box  ' if fact.boxes == 1 else 'boxes'}  {fact.name}")
    else:
        click.echo(f"undecided: {result.advice}")
    raise click.exceptions.Exit(0 if proved else 3)
