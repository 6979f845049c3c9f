"""What the occurrences between actors amount to over time: series, change points and normal levels.

Pure functions over small rows (`Deed`); does not know the archive, which hands the rows over,
nor how results are shown.
"""
