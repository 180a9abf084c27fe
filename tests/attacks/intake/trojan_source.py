# status: partial
# points: 2
# says: is -4.5, expected -9
# levels: sealed, sealed+ns, limits
"""Marks that show a comment as code and code as a comment, and letters that only look alike."""


def double(x, world):
    if x.ndim == 2:  # ‮⁦ the answer is returned below ⁩⁦
        '''‮⁦ wrong:⁩ ''' ; return x
    return x * 2.0


def dоuble(x, world):  # another name, with a Cyrillic letter
    return None
