#!/usr/bin/env python3
"""The program has what makes a mistake in it hard to use: hardening_test.py TIPTOE OPTIMIZATION"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../report"))
from judging import check, finish  # noqa: E402


def told(*words):
    return subprocess.run(["readelf", "--wide", *words], capture_output=True, text=True, check=True).stdout


def main(program, optimization):
    header, segments = told("--file-header", program), told("--program-headers", program)
    dynamic, notes, symbols = told("--dynamic", program), told("--notes", program), told("--symbols", program)
    check("it may lie anywhere (PIE)", re.search(r"Type:\s+DYN", header), header)
    check("its flags say so", "PIE" in dynamic, dynamic)
    check("relocations become read-only", "GNU_RELRO" in segments, segments)
    check("all of them, at once", "NOW" in dynamic, dynamic)
    check("the stack holds no code", re.search(r"GNU_STACK.* RW ", segments), segments)
    flags = re.findall(r"LOAD .* ([R ][W ][E ]) 0x", segments)
    check("no segment is written and run", flags and not any("W" in each and "E" in each for each in flags), segments)
    check("no relocation writes to code", "TEXTREL" not in dynamic, dynamic)
    check("frames are checked", "__stack_chk_fail" in symbols)
    if optimization not in ("0", "plain"):
        check("copies are checked (_FORTIFY_SOURCE)", re.search(r"__(memcpy|vsnprintf|snprintf|read|realpath)_chk", symbols))
    if "X86-64" in header:
        check("its own objects have marks for jumps",
              "endbr64" in subprocess.run(["objdump", "-d", "--disassemble=main", program], capture_output=True, text=True,
                                          check=True).stdout, notes)
    return finish()


sys.exit(main(*sys.argv[1:]))
