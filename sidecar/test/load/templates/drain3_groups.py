"""Reads {"sets": [[line, ...], ...]} from standard input; writes the cluster of each line and the time it took.

Drain as its authors recommend it: depth 4, similarity 0.4, with masks for addresses, identifiers and numbers."""
import json
import sys
import time

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

MASKS = [
    (r"[a-z]+://[^\s\"']+", "URL"),
    (r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", "UUID"),
    (r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?![\w.])", "IP"),
    (r"(?<!\w)0x[0-9a-fA-F]+(?!\w)", "HEX"),
    (r"(?<!\w)[0-9a-fA-F]{16,}(?!\w)", "HEX"),
    (r"(?<!\w)[-+]?\d+(?:\.\d+)?(?!\w)", "NUM"),
]


def miner():
    config = TemplateMinerConfig()
    config.drain_depth = 4
    config.drain_sim_th = 0.4
    config.profiling_enabled = False
    config.masking_instructions = [MaskingInstruction(pattern, name) for pattern, name in MASKS]
    return TemplateMiner(None, config)


def main():
    sets = json.load(sys.stdin)["sets"]
    assignments, lines, seconds = [], 0, 0.0
    for one in sets:
        templates = miner()
        began = time.perf_counter()
        assignments.append([templates.add_log_message(line)["cluster_id"] for line in one])
        seconds += time.perf_counter() - began
        lines += len(one)
    json.dump({"assignments": assignments, "linesPerSecond": lines / seconds}, sys.stdout)


if __name__ == "__main__":
    main()
