# status: passed
# points: 3
# levels: sealed, sealed+ns, limits
"""Honest: names are the same to Python when their letters are variants of each other."""


def 𝔡𝔬𝔲𝔟𝔩𝔢(ᵪ, world):
    ｘ = χ * 2.0  # NFKC
    return x
