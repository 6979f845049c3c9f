"""communique reads the news of diplomacy and keeps the record of what it describes."""
