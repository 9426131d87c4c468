"""Training: from annotated sentences to the model of a sequence tagger.

`fit` is what `dedi train` runs. It needs the `train` extra (CRFsuite); what it makes is read with numpy alone.
"""

from flows.train.fit import Report, fit

__all__ = ["Report", "fit"]
