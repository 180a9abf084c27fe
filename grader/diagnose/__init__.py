"""Why an exercise is wrong, in words: `findings.diagnose` looks at a whole submission.

`signature` makes an outcome comparable, `catalogue` holds the known mistakes and matches,
`naming` picks one, `structure` speaks when none fits, `findings` puts it together.  `build` and
`assemble` make a catalogue from the reference; nothing else here needs one.  Nothing is imported
here: a submission that is right needs none of it.
"""
