"""Makes the builder of this folder importable from its tests (importmode=importlib puts no folder on the path)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
