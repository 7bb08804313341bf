"""The tables from which the sample company is made."""
