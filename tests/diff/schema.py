#!/usr/bin/env python3
"""tests/diff/schema.py FILE…: is this JSON as compiler/driver/diff.schema.json says?

The part of JSON Schema that the schema uses: type, enum, const, pattern, required, properties, additionalProperties,
items, oneOf, $ref. A word it does not know is an error, so that none is silently passed over.
"""
import json
import pathlib
import re
import sys

SCHEMA = json.loads((pathlib.Path(__file__).parents[2] / "compiler/driver/diff.schema.json").read_text())
NOTES = {"$schema", "$id", "$defs", "title", "description"}
TYPES = {"object": dict, "array": list, "string": str, "null": type(None)}


def is_a(value, name):
    if name == "boolean":
        return isinstance(value, bool)
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value, schema, at):
    for word, said in schema.items():
        if word in NOTES:
            continue
        if word == "$ref":
            yield from faults(value, SCHEMA["$defs"][said.removeprefix("#/$defs/")], at)
        elif word == "type":
            names = said if isinstance(said, list) else [said]
            if not any(is_a(value, name) for name in names):
                yield f"{at}: {value!r} is no {' or '.join(names)}"
        elif word == "const":
            if value != said:
                yield f"{at}: {value!r} is not {said!r}"
        elif word == "enum":
            if value not in said:
                yield f"{at}: {value!r} is none of {said}"
        elif word == "pattern":
            if isinstance(value, str) and not re.search(said, value):
                yield f"{at}: {value!r} is not like {said}"
        elif word == "oneOf":
            if sum(not list(faults(value, one, at)) for one in said) != 1:
                yield f"{at}: {json.dumps(value)[:80]} is not exactly one of what it may be"
        elif word == "required":
            if isinstance(value, dict):
                yield from (f"{at}: {key} is missing" for key in said if key not in value)
        elif word == "properties":
            if isinstance(value, dict):
                for key, one in said.items():
                    if key in value:
                        yield from faults(value[key], one, f"{at}/{key}")
        elif word == "additionalProperties":
            assert said is False
            if isinstance(value, dict):
                yield from (f"{at}: {key} is not known" for key in value if key not in schema["properties"])
        elif word == "items":
            if isinstance(value, list):
                for i, each in enumerate(value):
                    yield from faults(each, said, f"{at}/{i}")
        else:
            raise ValueError(f"schema.py does not know {word}")


wrong = 0
for name in sys.argv[1:]:
    for fault in faults(json.load(open(name)), SCHEMA, name):
        print(fault)
        wrong = 1
sys.exit(wrong)
