"""The words of a text as they are indexed (`tokens.py`, `stemming.py`) and matched with a query (`scoring.py`)."""
