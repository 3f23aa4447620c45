"""Files in, values out; problems are collected and told, not raised in the reader's face."""
