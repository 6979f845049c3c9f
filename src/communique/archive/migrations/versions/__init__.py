"""One file for each version of the archive; a file that was released is never changed."""
