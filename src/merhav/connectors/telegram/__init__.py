"""Telegram Desktop's exports: which chats a file holds, its messages, what follows from them.

chats      the chats of a file, and the one that is read
messages   a message of the document as plain values
replies    what a reply answers, as the file tells
facts      messages as facts
"""
