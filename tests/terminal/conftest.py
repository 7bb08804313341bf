"""A small company for the program to open."""

import pytest
from programs import make_company


@pytest.fixture(scope="session")
def company_file(tmp_path_factory):
    return make_company(tmp_path_factory.mktemp("company") / "company.db")


@pytest.fixture
def company(company_file, tmp_path):
    """A company of its own for each test."""
    path = tmp_path / "company.db"
    path.write_bytes(company_file.read_bytes())
    path.chmod(0o600)
    return path
