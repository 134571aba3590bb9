"""`make bench-nlu`: our pipeline beside its peers, on the same data, in one run.

Every pipeline trains in a process of its own and parses in another one, on one thread, so that time and memory are its
own. `data` reads the sets, `pipelines` are the competitors, `worker` is the process, `statistics` compares.
"""
