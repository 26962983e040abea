"""Networks against theorems: simulation of finite networks, and statistics that can fail.

Everything here starts from the definition of a layer and imports no closed form. What a theory says comes in as an
argument, so that a wrong theory can be judged by the same test.

* `gram_chain`, `dense`, `pytorch`: three simulators of one law; `inputs`: what they start from;
* `observables`, `references`, `escape`: what is looked at;
* `simulate`, `run`: a run of many replicas, resumable to the byte;
* `quadrature`, `orbit`: the mean-field map from the definition, at any precision;
* `cross_validation`: experiments, each judged against the theory and against wrong ones;
* `figures`: drawings of a run.
"""
