"""What differs between two maps, in words.

`compare` gives the sentences; `fields` says how each field of the model is worded.
"""
