"""The public face: every noun of the record and the root of the errors, and nothing heavy behind it."""

import dataclasses
import subprocess
import sys

import reportedly
from reportedly import data


def test_every_noun_is_exported() -> None:
    nouns = {name for name, value in vars(data).items() if dataclasses.is_dataclass(value)} | {"Span", "ClaimQuery"}
    functions = {"draw", "open_ledger", "read", "render", "tables"}
    assert set(reportedly.__all__) == nouns | functions | {"ReportedlyError"}


def test_reading_is_a_function_whatever_is_imported_of_the_room_of_its_name() -> None:
    script = "import reportedly.flow, reportedly.read.web; from reportedly.read import pages; print(reportedly.read)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("<function read at ")


def test_importing_it_loads_no_model_and_no_database() -> None:
    heavy = {"onnxruntime", "numpy", "apsw", "matplotlib", "httpcore2", "pyarrow", "reportedly.flow"}
    script = f"import sys, reportedly; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nouns_are_frozen_and_slotted() -> None:
    for name in reportedly.__all__:
        noun = getattr(reportedly, name)
        if isinstance(noun, type) and dataclasses.is_dataclass(noun):
            assert noun.__dataclass_params__.frozen, name
            assert "__slots__" in vars(noun), name
