"""The faces in a browser and for programs: pages, REST, feeds. `app.create` gives the application.

Knows the archive's answers; does not know SQL, and prints nothing.
"""
