"""Declaring a parameter; reading YAML into frozen records; errors with line and hint."""

from segkit.parameters.declare import Fraction, Money, ParameterValue, Record, declared, parameter
from segkit.parameters.reading import nearest, read_record
from segkit.parameters.yaml_file import YamlFile, read_yaml, yaml_text

__all__ = [
    "Fraction",
    "Money",
    "ParameterValue",
    "Record",
    "YamlFile",
    "declared",
    "nearest",
    "parameter",
    "read_record",
    "read_yaml",
    "yaml_text",
]
