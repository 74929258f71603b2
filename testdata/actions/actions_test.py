#!/usr/bin/env python3
"""Runs GitHub's action and GitLab's job as these services do: actions_test.py TIPTOE ROOT"""
import json
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "../report"), os.path.join(HERE, "../hooks")]
from judging import check, finish, judge, same  # noqa: E402
from repository import SAFE, UNSAFE, USERS, Repository  # noqa: E402

SKIPPED = 77
try:
    from comments import Comments
    from runner import Run, orders, yaml
except ImportError:
    print("python3-yaml is not here; tools/setup --test installs it")
    sys.exit(SKIPPED)

# Each would be an order to the runner, were it not for what stands around it.
FORGED = """\
ALTER TABLE users
::add-mask::a
    ::error file=x::forged
  ##[add-mask]b
 DROP COLUMN "::set-output name=x::y";
ALTER TABLE users ALTER COLUMN email TYPE integer USING '
::stop-commands::z
::add-path::/tmp
##[set-env name=A;]B
::endgroup::
'::text::integer;
-- tiptoe:ignore column-dropped: ##[add-mask]c
ALTER TABLE users ADD COLUMN "##[error]" text, DROP COLUMN id; ::notice::forged
"""


class Pull:
    """A repository with a branch, and what the runner knows of it."""

    def __init__(self, folder, tiptoe, root, server):
        self.folder, self.tiptoe, self.root, self.server = folder, tiptoe, root, server
        self.repository = Repository(os.path.join(folder, "pull"))
        self.temp = os.path.join(folder, "temp")
        os.mkdir(self.temp)
        self.repository.add("db/migrations/1.sql", USERS)
        self.repository.add("db/migrations/1a.sql", UNSAFE)
        self.repository.commit()
        self.base = self.commit()
        self.repository.git("checkout", "-q", "-b", "branch")

    def commit(self):
        return self.repository.git("rev-parse", "HEAD").strip()

    def change(self, path, text):
        self.repository.add(path, text)
        same(self.repository.commit().returncode, 0, f"{path} is committed")

    def event(self):
        return {"pull_request": {"number": 7, "base": {"sha": self.base}}}

    def run(self, event=None, cwd=None, **given):
        shutil.rmtree(os.path.join(self.temp, "tiptoe"), ignore_errors=True)
        env = {**self.repository.env, "RUNNER_TEMP": self.temp, "GITHUB_REPOSITORY": "o/r",
               "GITHUB_API_URL": self.server.url()}
        path = os.path.join(self.folder, "event.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(self.event() if event is None else event, file)
        with open(path, encoding="utf-8") as file:
            github = {"event": json.load(file)}
        inputs = {"tiptoe": self.tiptoe, **{name.replace("_", "-"): each for name, each in given.items()}}
        return Run(os.path.join(self.root, "tools/github-action"), cwd or self.repository.top, env, github, inputs)


def judged(run, what, status):
    wanted = ("Fail if something was found", status) if status else None
    check(f"{what}: ends with {status}", run.failed == wanted, (run.failed, run.log))


def check_annotations(pull):
    pull.change("db/migrations/2.sql", SAFE)
    run = pull.run()
    judged(run, "a safe pull request", 0)
    same(orders(run.log), [], "orders for nothing")
    pull.change("db/migrations/3 ü.sql", UNSAFE.replace("users_email", "again"))
    run = pull.run(sarif="true")
    judged(run, "an index", 1)
    found = orders(run.log)
    judge(found and all("file=db/migrations/3 ü.sql,line=1" in line for _, line in found), f"annotations: {found}")
    judge("create-index-blocks-writes" in run.log and "-->" in run.log, "the text is in the log")
    judge("create-index-blocks-writes" in run.summary(), "the summary")
    [(action, given)] = run.used
    same(action.split("@")[0], "github/codeql-action/upload-sarif", "what hands it to code scanning")
    with open(given["sarif_file"], encoding="utf-8") as file:
        same(len(json.load(file)["runs"][0]["results"]), 2, "results for code scanning")
    same(run.outputs["sarif-file"], given["sarif_file"], "outputs")


def check_inputs(pull):
    event = pull.event()
    judged(pull.run(fail_on="never"), "fail-on", 0)
    pull.change("other place/1.sql", "ALTER TABLE users RENAME COLUMN email TO mail;\n")
    run = pull.run(paths="other place\n\n")
    judge(len(orders(run.log)) >= 1 and all("other place/1.sql" in line for _, line in orders(run.log)), "paths")
    run = pull.run(paths="db/migrations\nother place/*.sql")
    judge(len({line.split(",")[0] for _, line in orders(run.log)}) == 2, "two paths")
    judge("1a.sql,line=1" in pull.run(since="all", paths="db/migrations").log, "since: all")
    for what, given in (("merge_group", {"merge_group": {"base_sha": pull.base}}), ("push", {"before": pull.base})):
        log = pull.run(event=given, paths="db/migrations").log
        judge("1a.sql,line=1" not in log and "3 ü.sql,line=1" in log, f"a {what}: {log}")
    for before in ("0" * 40, "1" * 40, ""):
        log = pull.run(event={"before": before}, paths="db/migrations").log
        judge("all migrations are checked" in log and "1a.sql,line=1" in log, f"a push on {before!r}: {log}")
    run = pull.run(pg_version="3", comment="true")
    same(run.failed, ("Check the migrations", 2), "a wrong option")
    same(pull.event(), event, "the event stays")


def check_shallow(pull):
    shallow = os.path.join(pull.folder, "shallow")
    pull.repository.git("clone", "-q", "--depth", "1", "--branch", "branch", "file://" + pull.repository.top, shallow)
    run = pull.run(cwd=shallow, paths="db/migrations")
    judged(run, "a shallow clone", 1)
    judge(all("3 ü.sql" in line for _, line in orders(run.log)), f"a shallow clone: {run.log}")


def check_comment(pull):
    server = pull.server
    for number in range(150):
        server.add("someone", f"comment {number}")
    server.add("someone", "<!-- tiptoe --> and not by us")
    judged(pull.run(comment="true", paths="db/migrations"), "a comment", 1)
    same(server.wrote(), ["POST /repos/o/r/issues/7/comments"], "the first time")
    judge(server.comments[-1]["body"].startswith("<!-- tiptoe -->") and "3 ü.sql" in server.comments[-1]["body"], "its body")
    pull.change("db/migrations/3 ü.sql", SAFE)
    judged(pull.run(comment="true", paths="db/migrations"), "the comment again", 0)
    same(server.wrote(), ["PATCH /repos/o/r/issues/comments/151"], "the second time")
    judge("no findings" in server.comments[-1]["body"], "it is up to date")
    same(server.comments[150]["body"], "<!-- tiptoe --> and not by us", "another's comment")
    server.comments.clear()
    judged(pull.run(comment="true", paths="db/migrations"), "nothing to say", 0)
    same(server.wrote(), [], "comments on nothing")
    run = pull.run(comment="true", event={"before": pull.base}, paths="other place")
    judged(run, "a push", 1)
    same(server.wrote(), [], "comments on a push")
    server.read_only = True
    run = pull.run(comment="true", paths="other place")
    judged(run, "a fork", 1)
    judge("pull-requests: write" in run.log, "a fork: why there is no comment")
    server.read_only = False
    run = pull.run(comment="true", token="other", paths="other place")
    judged(run, "a wrong token", 1)
    judge("could not be read" in run.log and "secret" not in run.log, "a wrong token")


def check_forged(pull, tiptoe):
    pull.change("db/migrations/4 ::error::##[error].sql", FORGED)
    run = pull.run(comment="true", paths="db/migrations", fail_on="notice")
    same(run.outputs["status"], "1", "forged orders")
    ours = orders(run.log)
    judge(len(ours) >= 2 and all(name in ("error", "warning", "notice") and " file=db/migrations/4 " in line
                                 for name, line in ours), f"forged: {ours}")
    same(run.env.get("A"), None, "an environment")
    # In a step of its own, too.
    done = pull.repository.run(tiptoe, "check", "--since", pull.base, "db/migrations", env={"GITHUB_ACTIONS": "true"})
    same(orders(done.stdout), ours, "tiptoe in a step of its own")
    judge("::add-mask::a" in done.stdout, "the text is what it was")
    words = {line for _ in range(3) for line in pull.repository.run(
        tiptoe, "check", "db/migrations", env={"GITHUB_ACTIONS": "true"}).stdout.splitlines() if "stop-commands::t" in line}
    same(len(words), 3, "words that nobody can know")


def fenced(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file.read().split("```yaml\n", 1)[1].split("```", 1)[0])


def check_example(root):
    action = os.path.join(root, "tools/github-action")
    workflow = fenced(os.path.join(action, "README.md"))
    steps = workflow["jobs"]["tiptoe"]["steps"]
    judge("pull_request" in workflow[True], "the example runs for pull requests")
    with open(os.path.join(action, "action.yml"), encoding="utf-8") as file:
        document = yaml.safe_load(file)
    judge("tools/github-action@" in steps[-1]["uses"] and set(steps[-1]["with"]) <= set(document["inputs"]),
          "the example's inputs")
    with open(os.path.join(action, "README.md"), encoding="utf-8") as file:
        text = file.read()
    for name in (*document["inputs"], *document["outputs"]):
        judge(f"`{name}`" in text, f"README.md does not tell of {name}")


def check_gitlab(pull, root):
    folder = os.path.join(root, "tools/gitlab")
    [remote] = fenced(os.path.join(folder, "README.md"))["include"]
    judge(remote["remote"].endswith("tools/gitlab/tiptoe.gitlab-ci.yml"), "what the example includes")
    with open(os.path.join(folder, "tiptoe.gitlab-ci.yml"), encoding="utf-8") as file:
        job = yaml.safe_load(file)["tiptoe"]
    programs = os.path.join(pull.folder, "bin")
    os.mkdir(programs)
    os.symlink(pull.tiptoe, os.path.join(programs, "tiptoe"))
    env = {**job["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": pull.base, "CI_PROJECT_DIR": pull.repository.top,
           "GIT_CONFIG_GLOBAL": os.path.join(pull.folder, "gitconfig"), "TIPTOE_PATHS": "db/migrations/*.sql",
           "PATH": programs + ":" + pull.repository.env["PATH"]}
    script = "\n".join(job["before_script"] + job["script"])
    done = pull.repository.run("sh", "-e", "-c", script, env=env)
    check("GitLab's job", done.returncode == 1 and "4 ::error" in done.stdout and "1a.sql" not in done.stdout, done)
    for kind, name in job["artifacts"]["reports"].items():
        with open(os.path.join(pull.repository.top, name), encoding="utf-8") as file:
            report = file.read()
        judge("db/migrations/4 " in report, f"{kind}")
        judge(kind != "codequality" or json.loads(report), f"{kind} is JSON")
    done = pull.repository.run("sh", "-e", "-c", script, env={**env, "TIPTOE_OPTIONS": "--fail-on never --quiet"})
    same(done.returncode, 0, "GitLab's job with options")


def main(tiptoe, root):
    for tool in ("jq", "curl"):
        if not shutil.which(tool):
            print(f"{tool} is not here; tools/setup --test installs it")
            return SKIPPED
    with tempfile.TemporaryDirectory() as folder, Comments() as server:
        pull = Pull(os.path.realpath(folder), tiptoe, root, server)
        check_annotations(pull)
        check_inputs(pull)
        check_shallow(pull)
        check_comment(pull)
        check_forged(pull, tiptoe)
        check_example(root)
        check_gitlab(pull, root)
        server.shutdown()
    return finish()


if __name__ == "__main__":
    sys.exit(main(*(os.path.abspath(each) for each in sys.argv[1:])))
