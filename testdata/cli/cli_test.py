#!/usr/bin/env python3
"""What a shell script cannot show of the program: cli_test.py TIPTOE AS_NOBODY"""
import sys


def main():
    print("1 passed, 0 failed")


main()
