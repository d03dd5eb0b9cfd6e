"""Django's own databases, which write what is due at the end of a transaction before they commit it."""
