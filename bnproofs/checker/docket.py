"""The claims of a certificate, taken in their order: none may be missing, exchanged or left over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from .fields import Refusal, quoted
from .interval import NoEnclosure
from .reader import Claim

Result = TypeVar("Result")


class ClaimRefused(Exception):
    """A claim that was not proved: its id, the reason, and the ids of the claims proved before."""

    def __init__(self, claim: str, reason: str, accepted: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.claim = claim
        self.reason = reason
        self.accepted = accepted


class Docket:
    """The claims of a certificate, taken in order; `accepted` lists those proved or believed so far.

    `faith` says of each claim that the checker does not prove itself what its proof rests on.
    """

    def __init__(self, claims: tuple[Claim, ...], faith: Mapping[str, str] | None = None) -> None:
        self._claims = claims
        self._faith = dict(faith or {})
        self.accepted: tuple[str, ...] = ()
        self.believed: tuple[str, ...] = ()

    def believe(self, claim_id: str, reason: str, obligations: Callable[[Claim], Result]) -> Result:
        """The same for a claim that is taken on faith, for this reason: the obligations look at its form only."""
        if claim_id not in self._faith:
            raise ClaimRefused(
                claim_id, "it rests on what the checker does not prove, and does not say so", self.accepted
            )
        if self._faith[claim_id] != reason:
            raise ClaimRefused(claim_id, f"it rests on {reason}, and says otherwise", self.accepted)
        result = self._take(claim_id, obligations)
        self.believed += (claim_id,)
        return result

    def prove(self, claim_id: str, obligations: Callable[[Claim], Result]) -> Result:
        """What the obligations return for the next claim, which must have this id; `ClaimRefused` if unproved."""
        if claim_id in self._faith:
            raise ClaimRefused(claim_id, "the checker proves it, so it is not taken on faith", self.accepted)
        return self._take(claim_id, obligations)

    def _take(self, claim_id: str, obligations: Callable[[Claim], Result]) -> Result:
        try:
            if len(self.accepted) == len(self._claims):
                raise Refusal("the claim is missing")
            claim = self._claims[len(self.accepted)]
            if claim.id != claim_id:
                raise Refusal(f"found {quoted(claim.id)} in its place")
            result = obligations(claim)
        except (Refusal, NoEnclosure) as failure:
            raise ClaimRefused(claim_id, str(failure), self.accepted) from None
        self.accepted += (claim_id,)
        return result

    def close(self) -> None:
        """Nothing; `Refusal` if a claim is left over."""
        if len(self.accepted) != len(self._claims):
            raise Refusal("there are more claims than the configuration asks for")
        if set(self._faith) != set(self.believed):
            raise Refusal("something is taken on faith that is no claim")
