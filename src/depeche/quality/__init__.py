"""What must be true of the content: suites of expectations and checks across tables, run before publishing.

Here: reading suites, running them with Great Expectations, gathering every outcome in one report. Not here: the
schema and the invariants (that is `contract`, run from here), the gate itself and the tables `quality_results` and
`rejections` (that is `store`).
"""

from depeche.quality.evaluation import evaluate
from depeche.quality.results import CheckResult, QualityReport, failed_critical
from depeche.quality.suites import Expectation, Suite, load_suites
from depeche.quality.vouched import Vouched

__all__ = [
    "CheckResult",
    "Expectation",
    "QualityReport",
    "Suite",
    "Vouched",
    "evaluate",
    "failed_critical",
    "load_suites",
]
