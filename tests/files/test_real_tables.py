"""Real tables, given by OPORA_REAL_DATA: read whole, with no row lost or shifted."""

import os
from pathlib import Path

import pytest

from files.tables import read_table

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("OPORA_REAL_DATA" not in os.environ, reason="OPORA_REAL_DATA is not set"),
]


def read(name):
    return read_table((Path(os.environ["OPORA_REAL_DATA"]) / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("geo/region_hflabs_2022.csv", 86, 15),
        ("geo/city_hflabs_2021.csv", 1117, 24),
        ("geo/municipalities_oktmo_2019.csv", 2622, 5),
        ("schools/moscow_sosh_2013-09-09.csv", 1230, 15),
        ("schools/rosobrnadzor_accreditation_sample_no_persons.csv", 11, 9),
        ("items/numeracy_raw.csv", 876, 15),
        ("frameworks/digcompedu_2017_en.csv", 147, 6),
    ],
)
def test_a_table_is_read_whole(name, rows, columns):
    table = read(name)
    assert (len(table.rows), len(table.columns), table.problems) == (rows, columns, ())


def test_doubled_quotes_of_the_schools_are_single_again():
    first = read("schools/moscow_sosh_2013-09-09.csv").rows[0]
    assert first.number == 2
    assert first.cells["name"].endswith('школа "Гармония"')
    assert first.cells["X"] == "37,205531"
