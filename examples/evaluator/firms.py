#!/usr/bin/env python3
"""A register of enterprises, evaluated by a district's evaluator: CSV in, CSV out, with the standard library only.

    python3 firms.py LIBRARY REGISTER.csv > awards.csv

The register is a row for each enterprise and year, as `tiao run` reads it. Tables go to the evaluator and come back by the
Arrow C Data Interface: a few C structures, made here with ctypes. Whoever has pyarrow lets it make them.
"""

import csv
import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_char, c_char_p, c_int32, c_int64, c_uint8, c_uint32, c_uint64, c_void_p
from decimal import Decimal, InvalidOperation

# ------------------------------------------------------------------------------------ the interface (see the header)


class ArrowSchema(Structure):
    pass


class ArrowArray(Structure):
    pass


SchemaRelease = ctypes.CFUNCTYPE(None, POINTER(ArrowSchema))
ArrayRelease = ctypes.CFUNCTYPE(None, POINTER(ArrowArray))
ArrowSchema._fields_ = [
    ("format", c_char_p), ("name", c_char_p), ("metadata", c_char_p), ("flags", c_int64), ("n_children", c_int64),
    ("children", POINTER(POINTER(ArrowSchema))), ("dictionary", POINTER(ArrowSchema)), ("release", SchemaRelease),
    ("private_data", c_void_p)]
ArrowArray._fields_ = [
    ("length", c_int64), ("null_count", c_int64), ("offset", c_int64), ("n_buffers", c_int64), ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)), ("children", POINTER(POINTER(ArrowArray))), ("dictionary", POINTER(ArrowArray)),
    ("release", ArrayRelease), ("private_data", c_void_p)]


class Input(Structure):
    _fields_ = [("id", c_char_p), ("name_zh", c_char_p), ("name_en", c_char_p), ("unit_zh", c_char_p),
                ("unit_en", c_char_p), ("role", c_int32), ("type", c_int32), ("items", c_int32), ("year", c_int32),
                ("month", c_int32), ("members", c_int32), ("scale", c_int64), ("least", c_int64), ("greatest", c_int64)]


class Output(Structure):
    _fields_ = [("id", c_char_p), ("award_zh", c_char_p), ("award_en", c_char_p), ("article", c_char_p),
                ("left_to_ask", c_char_p), ("items", c_int32), ("year", c_int32), ("month", c_int32),
                ("discretionary", c_int32), ("reasons", c_int32)]


class Options(Structure):
    _fields_ = [("size", c_uint32), ("flags", c_uint32), ("through_year", c_int32), ("reserved", c_int32)]


class Error(Structure):
    _fields_ = [("code", c_int32), ("input", c_int32), ("row", c_int64), ("column", c_char * 112)]


ABI_VERSION = 1
TRUTH, NUMBER, MONEY, DATE, MEMBER, YEAR = range(6)
FACT, FIRST_YEAR = range(2)
ASK = 16
ZH = 0


def load(path):
    library = ctypes.CDLL(path)
    if library.tiao_abi_version() != ABI_VERSION:
        sys.exit(f"{path}: another version of the interface")
    for name in ("tiao_status_text", "tiao_code_text", "tiao_policy_name"):
        getattr(library, name).restype = c_char_p
    return library


def all_of(library, what, structure):
    made = []
    for index in range(getattr(library, f"tiao_{what}_count")()):
        each = structure()
        getattr(library, f"tiao_{what}_at")(index, byref(each))
        made.append(each)
    return made


# ---------------------------------------------------------------------------------------------------------- tables

kept = []  # what the structures point to, as long as they are used


def keep(thing):
    kept.append(thing)
    return thing


def bits(flags):
    packed = bytearray((len(flags) + 7) // 8)
    for place, flag in enumerate(flags):
        packed[place // 8] |= bool(flag) << place % 8
    return keep((c_uint8 * max(1, len(packed)))(*packed))


def column(name, values):
    """Whole numbers, or words; None where nothing is known."""
    words = any(isinstance(value, str) for value in values)
    buffers = [bits([value is not None for value in values])]
    if words:
        text, places = b"", [0]
        for value in values:
            text += (value or "").encode()
            places.append(len(text))
        buffers += [keep((c_int32 * len(places))(*places)), keep(ctypes.create_string_buffer(text))]
    else:
        buffers.append(keep((c_int64 * max(1, len(values)))(*[value or 0 for value in values])))
    pointers = keep((c_void_p * len(buffers))(*[ctypes.addressof(buffer) for buffer in buffers]))
    array = ArrowArray(length=len(values), null_count=-1, n_buffers=len(buffers), buffers=pointers)
    return keep(ArrowSchema(format=b"u" if words else b"l", name=name.encode(), flags=2)), keep(array)


def table(columns, rows):
    made = [column(name, values) for name, values in columns.items()]
    schemas = keep((POINTER(ArrowSchema) * len(made))(*[ctypes.pointer(schema) for schema, _ in made]))
    arrays = keep((POINTER(ArrowArray) * len(made))(*[ctypes.pointer(array) for _, array in made]))
    nothing = keep((c_void_p * 1)(None))
    return (ArrowSchema(format=b"+s", name=b"", n_children=len(made), children=schemas),
            ArrowArray(length=rows, n_buffers=1, buffers=nothing, n_children=len(made), children=arrays))


def longs(array, kind, rows):
    return ctypes.cast(array.buffers[1], POINTER(kind))[:rows]


# -------------------------------------------------------------------------------------------------------- the register


def read(path):
    """By enterprise, in order: its rows by year."""
    firms = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            firms.setdefault(row["企业"], {})[int(row["年度"])] = row
    return firms


def value(cell, kind, scale):
    """A cell as the evaluator has it; None if it is empty or cannot be read."""
    if not cell:
        return None
    if kind == TRUTH:
        return {"是": 1, "否": 0}.get(cell)
    if kind == MEMBER:
        return cell
    try:
        number = Decimal(cell) * scale
    except InvalidOperation:
        return None
    return int(number) if number == int(number) else None


def columns_of(inputs, firms):
    years = [year for rows in firms.values() for year in rows]
    columns = {}
    for each in inputs:
        if each.role == FIRST_YEAR:
            columns[each.id.decode()] = [min(rows) if min(rows) > min(years) else None for rows in firms.values()]
        if each.role != FACT or each.items >= 0 or each.month != 0:
            continue
        name = each.name_zh.decode()

        def cell(rows, each=each, name=name):
            wanted = [each.year] if each.year else sorted(rows)  # of a fact that does not change, any row that has it
            found = [rows[year][name] for year in wanted if year in rows and rows[year].get(name)]
            return value(found[0], each.type, each.scale) if found else None

        columns[each.id.decode()] = [cell(rows) for rows in firms.values()]
    return columns


def main(path, register):
    library = load(path)
    inputs, outputs = all_of(library, "input", Input), all_of(library, "output", Output)
    firms = read(register)
    schema, facts = table(columns_of(inputs, firms), len(firms))
    options = Options(size=ctypes.sizeof(Options), through_year=max(year for rows in firms.values() for year in rows))
    out, out_schema, error = ArrowArray(), ArrowSchema(), Error()
    if library.tiao_evaluate_batch(byref(facts), byref(schema), byref(options), byref(out), byref(out_schema),
                                   byref(error)) != 0:
        sys.exit(f"{error.column.decode()}: {library.tiao_code_text(error.code, ZH).decode()}")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["主体", "年度", "条款", "状态", "金额"])
    asked = 0
    for place, output in enumerate(outputs):
        if output.items >= 0:
            continue  # counted by items, of which this register has none
        outcome = out.children[place + 1].contents
        statuses = longs(outcome.children[0].contents, c_uint8, len(firms))
        amounts = longs(outcome.children[1].contents, c_int64, len(firms))
        for firm, status, fen in zip(firms, statuses, amounts):
            asked += status == ASK
            if status < ASK:
                writer.writerow([firm, output.year, output.award_zh.decode(),
                                 library.tiao_status_text(status, ZH).decode(), f"{fen // 100}.{fen % 100:02}"])
    out.release(byref(out))
    out_schema.release(byref(out_schema))
    print(f"{library.tiao_policy_name(ZH).decode()}：{len(firms)} 家企业，未定 {asked} 项", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
