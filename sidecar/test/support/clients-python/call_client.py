"""Calls a published client as an application does: a call a line on stdin, its answer a line on stdout.

Arguments: mem0 or hindsight, address, token.
"""

import json
import sys


def client_of(kind, address, token):
    if kind == "mem0":
        from mem0 import MemoryClient

        return MemoryClient(host=address, api_key=token)
    from hindsight_client import Hindsight

    return Hindsight(base_url=address, api_key=token)


def plain(value):
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True)
    return value


client = client_of(*sys.argv[1:4])
for line in sys.stdin:
    call = json.loads(line)
    try:
        answer = getattr(client, call["method"])(*call.get("args", []), **call.get("named", {}))
        told = {"answer": plain(answer)}
    except Exception as error:  # every kind is told to the test
        told = {"error": {"name": type(error).__name__, "message": str(error), "code": getattr(error, "error_code", None)}}
    print(json.dumps(told, default=plain), flush=True)
