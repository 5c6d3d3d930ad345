"""The scorer is a folder of scripts that find each other beside them: let the tests find it, too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
