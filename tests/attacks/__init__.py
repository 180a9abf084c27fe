"""Attacks on the box: one file each; see `trial` for what stands at their top."""
