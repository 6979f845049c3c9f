"""Many reports, one happening: copies of one text (`duplicates`),
and events of different articles that tell one act (`gathering`).

Pure functions over records and signatures; does not know the archive,
which fetches what is compared and keeps what is found.
"""
