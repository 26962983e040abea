"""Figures of runs, each with the numbers in it.

| module      | what it draws                                                                              |
|-------------|--------------------------------------------------------------------------------------------|
| `depth`     | what a batch does, layer by layer, beside the certified values                             |
| `grams`     | Gram matrices of one replica as heat maps, above those of a theory or before an attractor  |
| `escape`    | how long batches stay away from the odd point, and the law fitted to it                    |
| `width`     | distances from the certified configuration against the width                               |
| `animation` | a batch in a plane, layer by layer, with the certified attractor as its target             |

Each has a pure function `draw` that gives a `Drawing`, or a `Film` of one; `bnproofs.figures.canvas.save` and
`bnproofs.figures.film.save_film` write them.
matplotlib comes with the extra `figures` and is imported when something is drawn.
"""
