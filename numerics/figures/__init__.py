"""Figures of runs, each with the numbers in it.

| module   | what it draws                                                                    |
|----------|----------------------------------------------------------------------------------|
| `depth`  | what a batch does, layer by layer, beside the certified values                   |
| `grams`  | Gram matrices of one replica as heat maps, and what the theory says they go to   |
| `escape` | how long batches stay away from the odd point, and the law fitted to it          |
| `width`  | distances from the certified configuration against the width                     |

Each has a pure function `draw` that gives a `Drawing`; `canvas.save` writes it. `style` and `labels` are what the
figures share.
matplotlib comes with the extra `figures` and is imported when something is drawn.
"""
