"""The exports of the town's site, newsletter, page, app and hotline: real files, in which truths are planted."""
