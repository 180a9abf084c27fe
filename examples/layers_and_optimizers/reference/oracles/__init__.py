"""No oracles: the reference alone vouches for the values."""
