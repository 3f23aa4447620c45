"""All figures, or those named: `python -m benchmarks [start peers ...]`."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks


def main(names: list[str]) -> int:
    """Run the modules that measure something; the exit status."""
    modules = {
        one.name: import_module(f"benchmarks.{one.name}")
        for one in iter_modules(benchmarks.__path__)
        if one.name != "__main__"
    }
    measuring = {name: module for name, module in modules.items() if hasattr(module, "main")}
    unknown = [name for name in names if name not in measuring]
    if unknown:
        print(f"no figures called {', '.join(unknown)}; there are {', '.join(measuring)}", file=sys.stderr)
        return 2
    for name in names or measuring:
        print(f"\n## {name}\n", flush=True)
        measuring[name].main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
