"""The words of a text as they are indexed (`tokens.py`, `stemming.py`) and how well they match a query (`scoring.py`)."""
