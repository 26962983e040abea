"""The checker's halves of the theories of layers other than recentring + ReLU: certificates of version 2.

Each module has `covers(layer)` and `verify(certificate, docket)`. The mathematics that they trust is in
docs/layer-certificate.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..docket import Docket
from ..fields import Refusal
from ..layer import LayerName
from ..reader import Certificate
from . import (
    collapse,
    general,
    leaky,
    linear,
    regularised_odd,
    rescaled_correlated,
    rescaled_odd,
    rescaled_uniform,
)


@dataclass(frozen=True)
class Family:
    """A family of layers: which it covers, the kinds of configurations it knows, and its obligations."""

    covers: Callable[[LayerName], bool]
    kinds: tuple[str, ...]
    verify: Callable[[Certificate, Docket], None]


FAMILIES: tuple[Family, ...] = (
    Family(linear.covers, linear.KINDS, linear.verify),
    Family(leaky.covers, leaky.KINDS, leaky.verify),
    Family(collapse.covers, collapse.KINDS, collapse.verify),
    Family(rescaled_uniform.covers, rescaled_uniform.KINDS, rescaled_uniform.verify),
    Family(rescaled_odd.covers, rescaled_odd.KINDS, rescaled_odd.verify),
    Family(regularised_odd.covers, regularised_odd.KINDS, regularised_odd.verify),
    Family(rescaled_correlated.covers, rescaled_correlated.KINDS, rescaled_correlated.verify),
    Family(general.covers, general.KINDS, general.verify),
)
"""All families; the first one that covers the layer and knows the kind of configuration is asked."""


def verify_layer(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims that belong to the layer, batch and configuration are proved, or believed.

    `Refusal` if no family knows the configuration under the layer.
    """
    for family in FAMILIES:
        if certificate.kind in family.kinds and family.covers(certificate.layer):
            family.verify(certificate, docket)
            return
    raise Refusal("the checker knows no theorems about this configuration under this layer")
