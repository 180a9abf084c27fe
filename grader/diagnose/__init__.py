"""Why an exercise is wrong, in words: `diagnose` gives the findings of a whole submission.

`signature` makes an outcome comparable, `catalogue` holds the known mistakes and matches,
`naming` picks one, `structure` speaks when none fits, `findings` puts it together.  `build` and
`assemble` make a catalogue from the reference; nothing else here needs one.
"""

from .findings import diagnose
from .graded import Diagnosis, Graded

__all__ = ["Diagnosis", "Graded", "diagnose"]
