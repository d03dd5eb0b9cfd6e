"""Wiring only: settings, addresses, the admin site, health, backups, the demo. Nothing imports it but Django.

Settings come from the environment (`env.py`); a wrong or missing one stops the start with a sentence that says what
to do. Times are stored in UTC and shown in Europe/Oslo.
"""
