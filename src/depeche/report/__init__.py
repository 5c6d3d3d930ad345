"""The page that shows a release to people: one self-contained HTML file that opens without a network.

Here: what is shown and how. Not here: any figure that is not in the release already.
"""

from depeche.report.page import render, report_address, write_report

__all__ = ["render", "report_address", "write_report"]
