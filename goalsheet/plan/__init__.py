"""The plan: everything that was read, typed, with the cell each thing came from."""
