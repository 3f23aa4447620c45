"""The conversation of lines: what the full screen can do, without a byte a terminal would obey or a clock."""
