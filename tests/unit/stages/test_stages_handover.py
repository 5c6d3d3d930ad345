"""Files between tasks give back what was put in, and only that."""

from datetime import date

import msgspec
import pytest

from depeche.model import DateExpression, Quote, Span
from depeche.stages.handover import load, save

QUOTE = Quote(3, 9, "à voir", "direct", None, "Claire Vasseur", Span(12, 26), "dit", False, False, "test")
DATE = DateExpression(0, 5, "lundi", date(2024, 3, 11), date(2024, 3, 11), "day", "relative", "weekday")


@pytest.mark.parametrize("record", [QUOTE, DATE], ids=["quote", "date"])
def test_records_come_back_equal(tmp_path, record):
    path = save(tmp_path / "records.msgpack", (record,))
    assert load(path, tuple[type(record), ...]) == (record,)


def test_other_records_are_refused(tmp_path):
    path = save(tmp_path / "records.msgpack", (QUOTE,))
    with pytest.raises(msgspec.ValidationError):
        load(path, tuple[DateExpression, ...])


def test_no_part_of_a_file_is_left_beside_it(tmp_path):
    save(tmp_path / "records.msgpack", (QUOTE,))
    assert [path.name for path in tmp_path.iterdir()] == ["records.msgpack"]
