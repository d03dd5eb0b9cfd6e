"""Solvik kommune, an invented municipality of 140 employees: its units, its cast, and how far they have come."""
