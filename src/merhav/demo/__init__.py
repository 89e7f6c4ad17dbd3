"""The demo authority: a town that does not exist, and the files it would have exported.

The town of Gvanim, its neighbourhoods, its residents, every message, meeting and number are fictional. Telephone
numbers begin with 050-000, addresses of mail end in `.example`. A seeded generator writes 24 whole months of
export files in the formats of the real products, with truths planted in them; the demo is then built from these
files by the same import as anybody's.
"""
