"""A plan that is ready to be issued."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the helpers beside this file, which pytest's importlib mode does not find

import sample_plans


@pytest.fixture
def staff(store):
    return sample_plans.organisation(store)


@pytest.fixture
def plan(store, staff):
    return sample_plans.write_plan(store, staff)
