"""Cases with their inputs drawn: `build.draw_cases` makes of an assignment what the child is asked.

`draw` has the random numbers, `generators` and the modules beside it what a YAML file can ask for,
`probes` the cases without points.  Nothing is imported here: diagnosing needs `draw` alone, and a
student's check should not wait for YAML.
"""
