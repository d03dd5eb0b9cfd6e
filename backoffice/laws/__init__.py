"""Where HR keeps the laws beside the text: a list, and a page for each law. Begin with `laws.py`."""
