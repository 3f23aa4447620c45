"""Essays in the terminal, one section at a time, with a breath between."""

__version__ = "0.1.0"
