"""The data contract: what every table of the dataset is, read from `schemas/`, and what must always hold of it.

Here: the declarations as frozen objects, Arrow schemas, the one way to build and write a table, structural checks and
invariants, the data dictionary, reading tables of other schema versions. Not here: expectations about the content (that
is `quality`) and where files lie (`store`).
"""

from depeche.contract.arrow import as_stored, to_table, write_parquet
from depeche.contract.declaration import SCHEMA_VERSION, TABLE_NAMES, Column, Contract, Reference, Table
from depeche.contract.evolution import check_readable, lift
from depeche.contract.findings import Finding
from depeche.contract.invariants import check_invariants
from depeche.contract.reading import load_contract
from depeche.contract.structure import check_structure

__all__ = [
    "SCHEMA_VERSION",
    "TABLE_NAMES",
    "Column",
    "Contract",
    "Finding",
    "Reference",
    "Table",
    "as_stored",
    "check_invariants",
    "check_readable",
    "check_structure",
    "lift",
    "load_contract",
    "to_table",
    "write_parquet",
]
