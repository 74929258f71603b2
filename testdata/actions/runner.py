"""Takes the part of GitHub's runner: the steps of a composite action, its expressions, and the orders that
it reads in a log (actions/runner: ActionCommand.cs, ActionCommandManager.cs)."""
import os
import re
import subprocess

import yaml

ORDERS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "set-output", "save-state",
          "set-env", "add-path", "add-matcher", "remove-matcher", "echo", "stop-commands"}


def orders(log):
    """(name, line) of each order that the runner would follow."""
    stopped, found = None, []
    for line in log.splitlines():
        text = line.strip()
        if stopped:
            if text == f"::{stopped}::":
                stopped = None
            continue
        match = re.match(r"::([^ :]+)(?: [^\n]*?)?::(.*)", text) or re.search(r"##\[([^\]; ]+)[^\]]*\](.*)", line)
        if match and match[1].lower() in ORDERS:
            if match[1].lower() == "stop-commands":
                stopped = match[2]
            else:
                found.append((match[1].lower(), line))
    assert stopped is None, "orders are never taken again"
    return found


def value_of(expression, context):
    """As much of the language as action.yml needs: names, texts, == and ||."""
    if "||" in expression:
        for each in expression.split("||"):
            value = value_of(each, context)
            if value:
                return value
        return value
    if "==" in expression:
        left, right = (value_of(each, context) for each in expression.split("=="))
        return left == right
    word = expression.strip()
    if word.startswith("'"):
        return word[1:-1]
    value = context
    for name in word.split("."):
        assert re.fullmatch(r"[\w-]+", name), expression
        value = value.get(name) if isinstance(value, dict) else None
    return value


def filled(text, context):
    def put(match):
        value = value_of(match[1], context)
        return "" if value is None else "true" if value is True else "false" if value is False else str(value)
    return re.sub(r"\$\{\{(.*?)\}\}", put, str(text))


class Run:
    """What became of an action: `failed` names the step that did; `used` has steps that are others' actions."""

    def __init__(self, action, cwd, env, github, given):
        with open(os.path.join(action, "action.yml"), encoding="utf-8") as file:
            document = yaml.safe_load(file)
        unknown = set(given) - set(document["inputs"])
        assert not unknown, unknown
        github = {"token": "secret", **github}
        inputs = {name: filled(each.get("default", ""), {"github": github}) for name, each in document["inputs"].items()}
        self.context = {"github": github, "inputs": {**inputs, **given}, "steps": {}}
        self.action, self.cwd, self.failed, self.log, self.used = action, cwd, None, "", []
        self.files = {name: os.path.join(env["RUNNER_TEMP"], name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in self.files.values():
            with open(path, "w", encoding="utf-8"):
                pass
        self.env = {**env, **self.files, "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": action}
        for step in document["runs"]["steps"]:
            if not self.failed:
                self.do(step)
        self.outputs = {name: filled(each["value"], self.context) for name, each in document["outputs"].items()}

    def do(self, step):
        condition = filled(step.get("if", "true"), self.context)
        if condition == "false":
            return
        if "uses" in step:
            self.used.append((step["uses"], {name: filled(each, self.context) for name, each in step["with"].items()}))
            return
        assert "${{" not in step["run"], "what others write would become a program"
        env = {name: filled(each, self.context) for name, each in step.get("env", {}).items()}
        done = subprocess.run([step["shell"], "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=self.cwd,
                              env={**self.env, **env}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120, check=False)
        self.log += done.stdout.decode("utf-8")
        with open(self.files["GITHUB_OUTPUT"], encoding="utf-8") as file:
            outputs = dict(line.rstrip("\n").split("=", 1) for line in file)
        if "id" in step:
            self.context["steps"][step["id"]] = {"outputs": outputs}
        if done.returncode:
            self.failed = (step["name"], done.returncode)

    def summary(self):
        with open(self.files["GITHUB_STEP_SUMMARY"], encoding="utf-8") as file:
            return file.read()
