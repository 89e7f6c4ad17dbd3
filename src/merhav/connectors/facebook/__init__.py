"""What Facebook's exports and its interface tell, and how they write it.

words      heads of columns and names of metrics, language by language
shape      columns of a table whose heads are in a language not met before
columns    which column of an export of posts says what
orders     which of day and month comes first, and the days in a file's name
survey     the first reading of such an export: columns, pages, clock, order of dates
identity   what a post is known by, also where a spreadsheet has rounded its number
counts     counts as they are written
labels     which posts share a municipal process
posts      an export of posts as a stream of posts
facts      posts as facts
daily      a page's numbers by day
audience   who follows a page, in shares
old        the export of posts before 2022
insights   what the interface answered
access     the way into the interface, and its refusals
graph      asking it, metric by metric
told       what is asked of the person who imports, and put into the rows
"""
