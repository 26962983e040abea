"""Figures of what is proved, and the look of all figures: matplotlib comes with the extra `figures`.

| module          | what it draws                                                                          |
|-----------------|----------------------------------------------------------------------------------------|
| `cobweb`        | the reduced map of one batch, its fixed points and orbits                              |
| `fixed_points`  | the fixed points against the batch size, the saddle node, how fast they attract        |
| `spectrum`      | eigenvalues by component against the batch size, and their laws                        |
| `portrait`      | orbits of the full reduced map in the plane of the two cosines                         |
| `decomposition` | what each layer does to each configuration                                             |

Each has a pure function `draw` that gives a `Drawing`; `canvas.save` writes it with its data, `inline.inline_svg` makes
it part of a page, `film` makes one that moves. What is drawn comes from `family` and `orbits`; `style`, `palette`,
`labels` and `marks` are the look.
"""
