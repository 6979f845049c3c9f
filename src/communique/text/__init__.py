"""What many rooms do with text and files alike: characters that do harm, files written whole.

Knows characters and file systems; does not know what a text says.
"""
