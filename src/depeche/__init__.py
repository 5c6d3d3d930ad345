"""Dépêche: raw scrapes of French news in, a structured and versioned dataset out.

The rooms of the package, in the order in which a document walks through them: `ingest` (bytes to raw text), `clean`
(raw text to
article text plus a ledger of what was cut), `language` (text to mentions, affiliations, quotes, events, figures),
`resolve` (one
real-world thing, one row), `quality` (what must be true), `store` (immutable releases). `contract` says what a table
is, `kb` what is
known beforehand, `report` and `cli` what people see. See docs/architecture.md.
"""

__version__ = "0.1.0"
