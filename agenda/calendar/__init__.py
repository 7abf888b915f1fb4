"""The innovation calendar: what can be asked, how it is said, and the pages, files and editing screens of it."""
