"""What students are told: every sentence of one kind stands in one module, as a text.

`contract` has the breaches of contract, `verdicts` what is said of a case, `sentences` the reasons
why an exercise is wrong (`structure` those of no known mistake), which `findings` fills in.  The
other modules give slugs and parameters, and no words.
"""
