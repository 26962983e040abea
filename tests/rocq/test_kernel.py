"""The kernel's judgement: the order of files, an answer for each claim, what is assumed, and nothing left behind."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path
from threading import Timer

import pytest
from refusal import Kernel
from sabotage import sabotaged

from bnproofs.certificate import certify
from bnproofs.checker.reader import parse, validated
from bnproofs.configurations.name import Configuration
from bnproofs.layer import Layer
from bnproofs.rocq import kernel, theory
from bnproofs.rocq.compiler import Answer, Compiler
from bnproofs.rocq.export import Export, export
from bnproofs.rocq.kernel import TheoryRefusedError, TheoryTimeoutError, compile_theory, judge
from bnproofs.rocq.layout import GeneratedFile

IN_ORDER = """
for name in $(sed -n 's/^From [BC][A-Za-z]*[se] Require Import \\(.*\\)\\.$/\\1/p' "$file"); do
    [ -f "$name.vo" ] || [ -f "../theory/$name.vo" ] || { echo "Error: $name is missing"; exit 1; }
done
echo "$file" >> "$LOG"
: > "${file%.v}.vo"
"""
"""A compiler that refuses a file before those that it imports."""

CLOSED = "\n[ $file = Summary.v ] && echo 'Closed under the global context'\nexit 0"


def importing(*names):
    return f"From Certificate Require Import {' '.join(names)}.\n"


FILES = (
    GeneratedFile("Data", "", "Definition batch := 10.\n"),
    GeneratedFile("Claim1", "first", importing("Data")),
    GeneratedFile("Claim2", "second", importing("Data")),
    GeneratedFile("Claim3", "third", importing("Data", "Claim2")),
    GeneratedFile("Summary", "", importing("Data", "Claim1", "Claim2", "Claim3")),
)
SMALL = Export(FILES, ())


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The place of temporary folders, which must be empty in the end."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


@pytest.fixture
def fake(stand_in, tmp_path, monkeypatch, temporary):
    """A compiler that keeps the order, after what a script does with $file."""
    monkeypatch.setenv("LOG", str(tmp_path / "log"))

    def make(does=""):
        stand_in(f"{does}\n{IN_ORDER}{CLOSED}")
        return Compiler.find()

    return make


def log(tmp_path):
    return (tmp_path / "log").read_text().split()


def answers(judgement):
    return {judged.claim: judged.answer for judged in judgement.claims}


def test_files_are_compiled_after_those_they_import(fake, tmp_path):
    judgement = judge(fake(), SMALL)
    assert judgement.accepted
    assert not judgement.timed_out
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert list(answers(judgement)) == ["first", "second", "third"]
    assert sorted(log(tmp_path)) == sorted(f"{file.name}.v" for file in FILES)
    assert log(tmp_path)[0] == "Data.v"
    assert log(tmp_path)[-1] == "Summary.v"


def test_the_theory_is_compiled_in_order_before_the_certificate(fake, tmp_path):
    assert judge(fake(), Export(FILES, ("Enclose",))).accepted
    order = log(tmp_path)
    assert order.index("Data.v") == len(theory.needed(["Enclose"]))


def test_a_refused_claim_does_not_hide_the_others(fake):
    judgement = judge(
        fake("[ $file = Claim1.v ] && { echo 'File \"./Claim1.v\", line 1:'; echo 'Error: no.'; exit 1; }"), SMALL
    )
    assert answers(judgement) == {"first": Answer.REFUSED, "second": Answer.ACCEPTED, "third": Answer.ACCEPTED}
    assert [judged.message for judged in judgement.claims] == ["Error: no.", "", ""]
    assert not judgement.accepted
    assert not judgement.timed_out
    assert judgement.reason == "Claim1.v was refused"


def test_what_imports_a_refused_file_is_refused_with_it(fake):
    judgement = judge(fake("[ $file = Claim2.v ] && exit 1"), SMALL)
    assert answers(judgement) == {"first": Answer.ACCEPTED, "second": Answer.REFUSED, "third": Answer.REFUSED}
    assert judgement.claims[2].message == "a file that it imports was not accepted"


def test_refused_data_refuse_everything(fake):
    judgement = judge(fake("[ $file = Data.v ] && exit 1"), SMALL)
    assert set(answers(judgement).values()) == {Answer.REFUSED}
    assert judgement.reason == "Data.v was refused"


@pytest.mark.parametrize(
    ("slow", "late"), [("Claim2", {"second", "third"}), ("Data", {"first", "second", "third"}), ("Summary", set())]
)
def test_what_takes_too_long_is_not_refused(slow, late, fake):
    judgement = judge(fake(f"[ $file = {slow}.v ] && sleep 40"), SMALL, 1)
    assert {claim for claim, answer in answers(judgement).items() if answer is Answer.TIMED_OUT} == late
    assert Answer.REFUSED not in answers(judgement).values()
    assert judgement.timed_out
    assert not judgement.accepted
    assert judgement.reason == f"{slow}.v took too long"


def test_a_refusal_outweighs_a_time_out(fake):
    judgement = judge(fake("[ $file = Claim2.v ] && sleep 40; [ $file = Claim1.v ] && exit 1"), SMALL, 1)
    assert answers(judgement) == {"first": Answer.REFUSED, "second": Answer.TIMED_OUT, "third": Answer.TIMED_OUT}
    assert not judgement.accepted
    assert not judgement.timed_out
    assert judgement.reason == "Claim1.v was refused"


def test_a_summary_that_is_accepted_without_a_list_of_assumptions_is_not_enough(stand_in, temporary):
    stand_in("exit 0")
    judgement = judge(Compiler.find(), SMALL)
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert not judgement.accepted
    assert "did not list" in judgement.reason


def test_a_theory_that_is_refused_is_an_error_of_its_own(fake):
    with pytest.raises(TheoryRefusedError, match=r"refused the theory file MeanField\.v: Error: old\."):
        judge(fake("[ $file = MeanField.v ] && { echo 'Error: old.'; exit 1; }"), Export(FILES, ("Enclose",)))


def test_a_theory_that_takes_too_long_decides_nothing(fake):
    judgement = judge(fake("[ $file = MeanField.v ] && sleep 40"), Export(FILES, ("Enclose",)), 1)
    assert judgement.timed_out
    assert not judgement.accepted
    assert judgement.claims == ()
    assert "MeanField.v took too long" in judgement.reason


def test_the_time_out_of_a_theory_is_a_kind_of_refusal(fake, tmp_path):
    with pytest.raises(TheoryTimeoutError):
        compile_theory(fake("sleep 40"), ("Enclose",), tmp_path / "theory", 0.5)


def test_a_stop_ends_the_compilers_and_removes_the_folder(fake, tmp_path):
    """As by Ctrl-C: the compilers are in sessions of their own, so that the terminal does not reach them."""
    compiler = fake(f"echo $$ >> {tmp_path}/running; sleep 40")
    Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        judge(compiler, Export(FILES, ("Enclose",)), 300)
    assert time.monotonic() - started < 10
    numbers = (tmp_path / "running").read_text().split()
    assert 1 <= len(numbers) <= kernel.WORKERS  # nothing is started any more
    assert not any(Path(f"/proc/{number}").exists() for number in numbers)


PLAIN = "Theorem claim_1 : 1 = 1.\nProof. reflexivity. Qed.\n"


def plain(summary="Theorem certificate : 1 = 1.\nProof. exact claim_1. Qed.\n", first=PLAIN):
    """Files for Rocq without a theory."""
    return Export(
        (
            GeneratedFile("Data", "", "Definition batch := 10.\n"),
            GeneratedFile("Claim1", "first", importing("Data") + first),
            GeneratedFile("Summary", "", importing("Data", "Claim1") + summary + "Print Assumptions certificate.\n"),
        ),
        (),
    )


def test_a_theorem_without_axioms_is_accepted_and_assumes_nothing(compiler, temporary):
    judgement = judge(compiler, plain())
    assert judgement.accepted
    assert judgement.assumed == judgement.about == ()


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Axiom claim_1 : 1 = 1.\n", "claim_1"),
        ("Theorem claim_1 : 1 = 1.\nProof. Admitted.\n", "claim_1"),
        ("Axiom lie : False.\nTheorem claim_1 : 1 = 1.\nProof. destruct lie. Qed.\n", "lie"),
        (
            "Module Uint. Axiom lie : False. End Uint.\nTheorem claim_1 : 1 = 1.\nProof. destruct Uint.lie. Qed.\n",
            "lie",
        ),
    ],
)
def test_a_claim_that_rests_on_another_axiom_is_not_accepted(first, name, compiler, temporary):
    judgement = judge(compiler, plain(first=first))
    assert set(answers(judgement).values()) == {Answer.ACCEPTED}
    assert not judgement.accepted
    assert name in judgement.reason
    assert "not an allowed axiom" in judgement.reason


def test_an_honest_certificate_is_accepted_from_allowed_axioms(compiler, compiled, accepted, temporary):
    judgement = judge(compiler, export(accepted("two-cluster-2-of-6")), compiled=compiled)
    assert judgement.accepted, judgement
    assert "the real numbers" in judgement.about
    assert len(judgement.assumed) >= 3


def certificate(configuration, batch, bits=128):
    data = certify(Layer.parse("rc+relu"), batch, Configuration.parse(configuration), bits).to_bytes()
    return validated(parse(data), data)


SAMPLE = [
    ("odd-point", "sign flipped", "fixed-points:sign_after_separating"),
    ("odd-point", "bound past the truth", "fixed-points:roots.0 upper"),
    ("odd-point", "bound past the truth", "spectrum:spectral_radius lower"),
    ("odd-point", "intervals exchanged", "enclosure:cos_cluster and enclosure:cos_odd"),
    ("odd-point", "batch", "11 points, its counts"),
    ("two-cluster:3", "exact value", "two-cluster-invariant:growth"),
    ("two-cluster:3", "exact value", "spectrum:components.1.eigenvalues.0"),
    ("two-cluster:3", "multiplicities traded", "spectrum:components.0.multiplicity and the next"),
    ("odd-point", "verdict flipped", "stability:verdict"),
]
"""A lie of every kind; `scripts/kernel_sabotage.py` has them all."""


@pytest.fixture(scope="module")
def lies(compiler, compiled):
    found = {}
    for configuration, others in (("odd-point", (certificate("odd-point", 11),)), ("two-cluster:3", ())):
        honest, finer = certificate(configuration, 10), certificate(configuration, 10, 256)
        found |= {(configuration, lie.kind, lie.place): lie for lie in sabotaged(honest, finer, others)}
    return Kernel(compiler, compiled), found


@pytest.mark.parametrize(("configuration", "kind", "place"), SAMPLE, ids=lambda text: text.replace(" ", "-"))
def test_a_lie_is_refused_because_a_proof_fails(configuration, kind, place, lies):
    asked, found = lies
    refusal = asked.asked(found[configuration, kind, place])
    assert refusal.answer is Answer.REFUSED
    assert refusal.honest, refusal.message


def test_there_are_lies_of_every_kind(lies):
    kinds = {kind for _, kind, _ in lies[1]}
    assert {kind for _, kind, _ in SAMPLE} <= kinds
    assert kinds - {kind for _, kind, _ in SAMPLE} <= {"count", "name"}
    assert len(lies[1]) > 90
