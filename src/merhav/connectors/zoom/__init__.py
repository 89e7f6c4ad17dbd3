"""Zoom's files and answers, and what follows from them.

columns        which column of a report says what
tables         the participants' report as lines, one for each join
stays          who was in a meeting, from when and for how long
meetings       a meeting and who was in it as facts, from whichever source
told           what people tell of a meeting, and what a source covers
asking         the report interface, asked
pages          its answers as meetings
events         what Zoom sends while a meeting is held, gathered into meetings
streams        a file of either
values         texts, moments and numbers of Zoom's JSON
webhook        what Zoom sends, checked before it is believed
chat_lines     a saved chat as messages
chat_day       on which day it was written
chat_quotes    replies and reactions in it
chat_facts     it as facts
blocks         reports in blocks, with tables of their own
polls          answers to polls
registrations  who registered, and when
origins        which asset brought them
"""
