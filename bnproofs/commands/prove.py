"""`bnproofs prove`."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from bnproofs.commands.output import require_place, write

THEOREMS = ("odd-point",)


@click.command()
@click.argument("theorem")
@click.option("--bits", default=128, show_default=True, type=int, help="Correct bits promised for the saddle node.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the certificate to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
def prove(theorem: str, bits: int, out: Path | None, as_json: bool) -> None:
    """Prove a theorem for every batch size at once: odd-point, of the layer rc+relu.

    Exit status: 0 proved, 3 undecided (no file is written), 2 bad input.
    """
    if theorem not in THEOREMS:
        raise click.UsageError(f"{theorem[:40]!r} is no theorem for every batch size: write {', '.join(THEOREMS)}")
    from bnproofs.certificate.theorem import theorem_bytes
    from bnproofs.every_batch.theorem import LEVELS, prove_every_batch
    from bnproofs.theorems import Verdict

    if out is not None:
        require_place(out)
    start = time.perf_counter()
    result = prove_every_batch(bits)
    seconds = time.perf_counter() - start
    proved = result.verdict is Verdict.PROVED
    if out is not None and proved:
        write(out, theorem_bytes(result))
    sentences = result.sentences
    if as_json:
        claims = [
            {"id": x.id, "sentence": sentences[x.id], "level": LEVELS[x.id], "boxes": x.boxes} for x in result.claims
        ]
        header = {"theorem": theorem, "layer": "rc+relu", "bits": bits, "verdict": result.verdict.value}
        rest = {"advice": result.advice, "claims": claims, "boxes": result.boxes, "seconds": round(seconds, 3)}
        click.echo(json.dumps({**header, **rest}, indent=1))
    elif proved:
        for claim in result.claims:
            boxes = f"; {claim.boxes} boxes" if claim.boxes else ""
            click.echo(f"proved  {sentences[claim.id]}\n        [{claim.id}: {LEVELS[claim.id]}{boxes}]")
        click.echo(f"\n{result.boxes} boxes in {seconds:.1f} s")
    else:
        click.echo(f"undecided: {result.advice}")
    if not proved:
        if out is not None:
            click.echo(f"bnproofs: something is undecided; {out} is not written", err=True)
        raise click.exceptions.Exit(3)
