"""Signing in with employee number and password."""
