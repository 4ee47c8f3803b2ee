"""Runs programs: a line of JSON in, with `source`, `cost_ns` and `form`, a line of JSON out.

Usage: lines.py < REQUESTS
"""

import json
import sys

import blocking
import written

FORMS = {"written": written.run, "blocking": blocking.run}


def answer(line):
    request = json.loads(line)
    try:
        result = FORMS[request["form"]](request["source"], request["cost_ns"])
    except Exception as error:
        result = {"error": f"{type(error).__name__}: {error}"}
    return json.dumps(result, separators=(",", ":"))


if __name__ == "__main__":
    for line in sys.stdin:
        print(answer(line), flush=True)
