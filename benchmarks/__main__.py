"""The figures of README.md, all, or those named: `python -m benchmarks [all | start anchors ...]`."""

from __future__ import annotations

import os
import platform
import sys
import time
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import benchmarks

SHOWN = ("wanted", "peers", "rest", "sizes")
"""What README.md shows, in its order."""


def main(names: list[str]) -> int:
    """Run the modules that measure something; the exit status."""
    modules = {
        one.name: import_module(f"benchmarks.{one.name}")
        for one in iter_modules(benchmarks.__path__)
        if one.name != "__main__"
    }
    measuring = {name: module for name, module in modules.items() if hasattr(module, "main")}
    if names == ["all"]:
        names = [*measuring]
    unknown = [name for name in names if name not in measuring]
    if unknown:
        print(f"no figures called {', '.join(unknown)}; there are {', '.join(measuring)}", file=sys.stderr)
        return 2
    print(surroundings())
    for name in names or SHOWN:
        print(f"\n## {name}\n", flush=True)
        measuring[name].main()
    return 0


def surroundings() -> str:
    """The day, the machine and how busy it is."""
    day = time.strftime("%-d %B %Y, %H:%M")
    known = dict(
        line.split(":", 1) for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if ":" in line
    )
    model = next((value.strip() for name, value in known.items() if name.strip() == "model name"), "")
    return (
        f"{day}, {os.cpu_count()} cores of {model or platform.machine()}, {platform.system()} {platform.release()}, "
        f"{platform.python_implementation()} {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
