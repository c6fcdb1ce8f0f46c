"""Weeks of use on real plan workbooks: people edit, programs save, goalsheet reports; see `__main__`."""
