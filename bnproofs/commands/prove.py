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
@click.option("--quiet", is_flag=True, help="Show no progress.")
def prove(theorem: str, bits: int, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Prove a theorem for every batch size at once: odd-point, of the layer rc+relu.

    Exit status: 0 proved, 3 undecided (no file is written), 2 bad input.
    """
    if theorem not in THEOREMS:
        raise click.UsageError(f"{theorem[:40]!r} is no theorem for every batch size: write {', '.join(THEOREMS)}")
    from bnproofs.certificate.theorem import theorem_bytes
    from bnproofs.commands.progress import working
    from bnproofs.every_batch.levels import KERNEL, LEVELS, Level
    from bnproofs.every_batch.theorem import prove_every_batch
    from bnproofs.theorems import Verdict

    if out is not None:
        require_place(out)
    start = time.perf_counter()
    with working("boxes are proved, from four points to infinitely many", quiet):
        result = prove_every_batch(bits)
    seconds = time.perf_counter() - start
    proved = result.verdict is Verdict.PROVED
    if out is not None and proved:
        write(out, theorem_bytes(result))
    sentences, kernel = result.sentences, KERNEL.format(file=out or "theorem.json") if proved else ""
    if as_json:
        claims = [
            {
                "id": claim.id,
                "sentence": sentences[claim.id],
                "level": LEVELS[claim.id].level.value,
                "step": LEVELS[claim.id].step,
                "uses": LEVELS[claim.id].uses,
                "boxes": claim.boxes,
            }
            for claim in result.claims
        ]
        header = {"theorem": theorem, "layer": "rc+relu", "bits": bits, "verdict": result.verdict.value}
        levels = {level.value: level.meaning for level in Level}
        rest = {"advice": result.advice, "levels": levels, "claims": claims, "kernel": kernel}
        click.echo(json.dumps({**header, **rest, "boxes": result.boxes, "seconds": round(seconds, 3)}, indent=1))
    elif proved:
        for claim in result.claims:
            basis, boxes = LEVELS[claim.id], f"; {claim.boxes} boxes" if claim.boxes else ""
            click.echo(f"proved  {sentences[claim.id]}")
            click.echo(f"        [{claim.id}: {basis.level.value} ({basis.sentence}{boxes})]")
        click.echo(f"\n{result.boxes} boxes in {seconds:.1f} s")
        for level in Level:
            click.echo(f"{level.value}: {level.meaning}")
        click.echo(kernel)
    else:
        click.echo(f"undecided: {result.advice}")
    if not proved:
        if out is not None:
            click.echo(f"bnproofs: something is undecided; {out} is not written", err=True)
        raise click.exceptions.Exit(3)
