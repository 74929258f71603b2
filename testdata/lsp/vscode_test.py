#!/usr/bin/env python3
"""The extension for VS Code: its own tests, and a package with what belongs in it: vscode_test.py TIPTOE REPOSITORY

Works on a copy. Skipped (exit status 77) where npm is not installed or reaches no registry.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

WANTED = ("package.json", "LICENSE.txt", "readme.md", "config.schema.json", "out/src/extension.js", "out/src/binary.js",
          "node_modules/vscode-languageclient/package.json")


def npm(folder, *args, **env):
    return subprocess.run(["npm", *args], cwd=folder, env={**os.environ, **env}, capture_output=True, text=True,
                          check=False, stdin=subprocess.DEVNULL)


def main():
    tiptoe, root = map(os.path.abspath, sys.argv[1:3])
    if not shutil.which("npm"):
        print("skipped: npm is not installed")
        return 77
    with tempfile.TemporaryDirectory() as copy:
        folder = shutil.copytree(os.path.join(root, "tools/editors/vscode"), os.path.join(copy, "tools/editors/vscode"),
                                 ignore=shutil.ignore_patterns("node_modules", "out", "*.vsix"))
        shutil.copy(os.path.join(root, "tools/editors/config.schema.json"), os.path.join(copy, "tools/editors"))
        shutil.copy(os.path.join(root, "LICENSE"), copy)
        installed = npm(folder, "install", "--no-audit", "--no-fund", "--ignore-scripts")
        if installed.returncode != 0:
            print(f"skipped: npm could not install what it needs: {installed.stderr[-300:]}")
            return 77
        tested = npm(folder, "test", TIPTOE=tiptoe)
        assert tested.returncode == 0, tested.stdout + tested.stderr
        counts = {key: int(value) for key, value in re.findall(r"^(?:#|ℹ) (pass|fail|skipped) (\d+)$", tested.stdout, re.M)}
        assert counts["pass"] > 0 and counts["fail"] == counts["skipped"] == 0, tested.stdout
        packed = npm(folder, "run", "package")
        assert packed.returncode == 0, packed.stdout + packed.stderr
        with open(os.path.join(folder, "package.json"), encoding="utf-8") as file:
            version = json.load(file)["version"]
        with zipfile.ZipFile(os.path.join(folder, f"tiptoe-{version}.vsix")) as archive:
            names = archive.namelist()
        missing = [each for each in WANTED if f"extension/{each}" not in names]
        assert not missing, f"not in the package: {missing}"
        assert not [each for each in names if "test" in each.split("/")[1:3] or each.endswith(".ts")], names
    print(f"{counts['pass'] + 1} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
