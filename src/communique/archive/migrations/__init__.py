"""The archive's history, a file in `versions/` for each change of its tables; run by `engine.migrate`."""
