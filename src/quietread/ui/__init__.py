"""The full screen: the only code that knows Textual."""
