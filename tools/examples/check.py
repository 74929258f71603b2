#!/usr/bin/env python3
"""Checks the SQL of standard input behind that of the files named, by libtiptoe: check.py [SCHEMA]..."""
import ctypes as c
import sys


class Str(c.Structure):
    _fields_ = [("ptr", c.POINTER(c.c_char)), ("len", c.c_size_t)]

    def __str__(self):
        return self.ptr[: self.len].decode(errors="replace") if self.len else ""


class Position(c.Structure):
    _fields_ = [("offset", c.c_size_t), ("line", c.c_uint), ("column", c.c_uint)]


class Finding(c.Structure):  # as far as it is used here; tiptoe.h has the rest
    _fields_ = [("rule", Str), ("severity", c.c_int), ("certainty", c.c_int), ("path", Str),
                ("start", Position), ("end", Position), ("message", Str), ("detail", Str), ("hint", Str)]


def text(data):
    return Str(c.cast(c.c_char_p(data), c.POINTER(c.c_char)), len(data))


@c.CFUNCTYPE(None, c.POINTER(Finding), c.c_void_p)
def on_finding(found, _):
    print(f"{found[0].start.line}: {found[0].message} [{found[0].rule}]")


tiptoe = c.CDLL("libtiptoe.so.0")
tiptoe.tt_linter_create.restype = tiptoe.tt_session_create.restype = c.c_void_p
session = c.c_void_p(tiptoe.tt_session_create(c.c_void_p(tiptoe.tt_linter_create(None, None))))
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        tiptoe.tt_session_add_history(session, text(path.encode()), text(file.read()))
tiptoe.tt_session_check_text(session, text(b"<stdin>"), text(sys.stdin.buffer.read()), on_finding, None)
