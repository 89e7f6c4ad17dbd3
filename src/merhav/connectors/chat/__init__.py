"""What every chat shares, whichever messenger it was exported from.

language   the language of a message
labels     what a message is about, by a few words
replies    who answered whom: told, or inferred
outcomes   the outcome of what somebody raised
clock      seconds as moments
facts      messages as facts
told       what people tell of a chat after it was read
"""
