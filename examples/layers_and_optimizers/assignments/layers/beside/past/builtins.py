"""Names of Python 2, as far as solutions use them."""

xrange = range
