"""Figures about quietread, each taken in one run beside what it is compared with."""
