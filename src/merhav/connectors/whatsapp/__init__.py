"""WhatsApp's chat exports: their headers, their wording in each language, and what follows from them.

marks      invisible marks, spaces, names
dates      a header's day and time as numbers
headers    the shapes of headers
survey     the first look at a file: its shape, and the order of day and month
blocks     the fast reading: columns of times, senders, texts
wording    what the app itself writes, language by language
bodies     what is not an ordinary message: media, deletions, notices
items      blocks as parsed items, one dictionary a message
facts      blocks as facts
"""
