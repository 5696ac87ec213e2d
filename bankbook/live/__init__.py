"""The author's desk: a book is made anew as its files change, and shown in the browser.

`watching` says when, `renewing` makes the pages, `building` the files, `desk` holds what is to be
seen, `server` shows it.
"""
