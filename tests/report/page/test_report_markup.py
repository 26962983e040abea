"""What may enter a page as it is."""

from __future__ import annotations

import pytest

from bnproofs.layer import Layer
from bnproofs.report.components import parts
from bnproofs.report.markup import UnsafeMarkupError, safe
from derivations.index import ENTRIES
from derivations.pages import page

GOOD = [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a &lt; b</title><path d="M 0 0"/></svg>',
    '<svg><defs><clipPath id="a"><rect x="0"/></clipPath></defs><g clip-path="url(#a)"><use href="#b"/></g></svg>',
    '<svg><image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
    '<svg style="fill: var(--fig-ink, #222222)"><text>x</text></svg>',
    '<math display="block"><mrow><mi>x</mi><mo>&InvisibleTimes;</mo><mn>2</mn></mrow></math>',
]
BAD = [
    "<script>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><foreignObject><p>x</p></foreignObject></svg>",
    '<svg onload="alert(1)"></svg>',
    '<svg><path ONCLICK="alert(1)"/></svg>',
    '<svg><a href="#b"><text>x</text></a></svg>',
    '<svg><use href="https://evil.example/x.svg#a"/></svg>',
    '<svg><use xlink:href="other.svg#a"/></svg>',
    '<svg><image href="data:image/svg+xml;base64,AAAA"/></svg>',
    '<svg><image href="https://evil.example/x.png"/></svg>',
    '<svg><image src="x"/></svg>',
    '<svg style="background: url(https://evil.example)"></svg>',
    '<svg><g filter="url(other.svg#a)"></g></svg>',
    "<svg style=\"@import 'x'\"></svg>",
    '<svg style="fill: u\\72l(x)"></svg>',
    "<svg><style>* { color: red }</style></svg>",
    '<svg><animate attributeName="href" to="javascript:x"/></svg>',
    '<svg><set attributeName="onload" to="x"/></svg>',
    '<math><maction href="javascript:x"></maction></math>',
    '<math href="javascript:x"><mi>x</mi></math>',
    '<math><annotation-xml encoding="text/html"><img src="x"></annotation-xml></math>',
    "<svg></svg></section>",
    "<svg><g>",
    "<svg></g></svg>",
    "<svg><!-- a comment --></svg>",
    "<!DOCTYPE svg><svg></svg>",
    "<?xml version='1.0'?><svg></svg>",
    "<svg><![CDATA[<script>]]></svg>",
    "<img src=x onerror=alert(1)>",
    "<iframe src=x></iframe>",
]


@pytest.mark.parametrize("markup", GOOD)
def test_figures_and_formulas_stay_as_they_are(markup):
    assert str(safe(markup)) == markup


@pytest.mark.parametrize("markup", BAD)
def test_anything_else_is_refused(markup):
    with pytest.raises(UnsafeMarkupError):
        safe(markup)


def test_all_derivations_may_enter():
    count = 0
    for name in ENTRIES:
        found = page(name)
        for formula in (found["result_mathml"], *(step["mathml"] for step in found["steps"])):
            count += bool(safe(formula))
    assert count > 500


@pytest.mark.parametrize(
    "name", ["rc+relu", "rs(eps=1/10)+abs", "rc+rs+leaky_relu(-1/3)", "gelu", "hermite(3)", "step"]
)
def test_the_parts_of_a_layer_may_enter(name):
    present, absent = parts(Layer.parse(name))
    assert all(safe(mathml).startswith("<math") for _, _, _, mathml in (*present, *absent))
