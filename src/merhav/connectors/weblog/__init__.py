"""Logs of web servers: one line for each request, in the formats that servers, load balancers and CDNs write.

blocks     bytes in large pieces
clock      moments of lines
shapes     formats that one expression reads
w3c        formats that say their own columns
keyed      lines that are JSON objects
lines      any of these, line by line or a block at once
robots     who is no person
requests   which requests are page views, and of which service
visits     page views of one browser that follow each other
distinct   counting different people in little memory
spans      which time a file speaks of
tallies    what the file adds up to
telling    visits and sums as facts
"""
