"""From an article's text to what it says: names, affiliations, quotations, dates, figures, events.

Each folder is one subject with one public `find_…` function that takes a `Reading` and returns frozen records of
`depeche.model`;
`annotate` puts them in order. Words live in YAML files beside the code. Nothing here knows files, tables or other
documents.
"""
