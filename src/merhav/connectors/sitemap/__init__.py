"""The map of a site, as it is published for search engines: https://www.sitemaps.org/protocol.html.

document   maps read as a stream
crawl      maps of maps followed, and put into one
tags       which pages serve, which make contact, which tell of a municipal process
"""
