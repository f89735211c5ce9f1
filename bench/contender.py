"""The calls of cases.mjs in Python: argv[1] is the list of [code, opens] as JSON; see c/contender.c."""

import json
import os
import sys
import time

zero = os.open("/dev/zero", os.O_RDWR)
null_device = os.open("/dev/null", os.O_RDWR)
pipe_out, pipe_in = os.pipe()
bytes1 = bytes(1)
bytes64 = bytes(64)
opened = []


def compiled(code):
    """Local names are cheaper than global ones."""
    names = "os, zero, null_device, pipe_out, pipe_in, bytes1, bytes64, opened"
    scope = {}
    exec(f"def make({names}):\n def run(calls):\n  for i in range(calls): {code}\n return run", scope)
    return scope["make"](os, zero, null_device, pipe_out, pipe_in, bytes1, bytes64, opened)


cases = [(compiled(code), opens) if code else None for code, opens in json.loads(sys.argv[1])]

for line in sys.stdin:
    index, batches, calls = map(int, line.split())
    run, opens = cases[index]
    times = []
    for _ in range(batches):
        if opens:
            opened[:] = [os.open("/dev/null", os.O_RDWR) for _ in range(calls)]
        start = time.perf_counter_ns()
        run(calls)
        times.append((time.perf_counter_ns() - start) / calls)
    print(sorted(times)[batches // 2], flush=True)
