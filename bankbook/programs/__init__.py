"""The programs beside a bank: computed numbers, runnable answers, figures drawn by code.

They are the author's own programs and run only when the author asks (`bankbook numbers`,
`run-code`, `figures`), never in a build.
"""
