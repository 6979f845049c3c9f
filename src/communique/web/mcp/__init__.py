"""The archive for language models, by the Model Context Protocol: `serving.local` over a pipe,
`serving.application` over HTTP.

Knows what a model may ask and how words of articles are fenced off as data; does not know SQL,
and prints nothing.
"""
