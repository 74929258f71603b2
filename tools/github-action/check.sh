#!/usr/bin/env bash
# Checks the migrations: annotations go to the log, and the reports' places and the exit status
# to the step's outputs. What the step is told stands in action.yml.
set -euo pipefail

out=${RUNNER_TEMP:-/tmp}/tiptoe
mkdir -p "$out"

# The commit, if this clone can be brought to know it. A push that makes a branch has none.
know_commit() {
    [[ $1 =~ ^0*$ ]] && return 1
    git rev-parse --quiet --verify "$1^{commit}" >/dev/null &&
        git merge-base HEAD "$1" >/dev/null 2>&1 && return
    # actions/checkout brings one commit only. What it fetched with is still configured.
    if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
        echo "fetching the history, which --since needs (actions/checkout does so with fetch-depth: 0)"
        git fetch --quiet --no-tags --unshallow origin 2>/dev/null || true
    fi
    git merge-base HEAD "$1" >/dev/null 2>&1
}

options=()
case ${TIPTOE_SINCE:-} in
all) ;;
'')
    if know_commit "${TIPTOE_BASE:-}"; then
        options+=(--since "$TIPTOE_BASE")
    else
        echo "no commit is known that this is based on: all migrations are checked"
    fi
    ;;
*)
    know_commit "$TIPTOE_SINCE" || true
    options+=(--since "$TIPTOE_SINCE")
    ;;
esac
[ -z "${TIPTOE_PG_VERSION:-}" ] || options+=(--pg-version "$TIPTOE_PG_VERSION")
[ -z "${TIPTOE_FAIL_ON:-}" ] || options+=(--fail-on "$TIPTOE_FAIL_ON")

paths=()
while IFS= read -r path; do
    [ -z "$path" ] || paths+=("$path")
done <<<"${TIPTOE_PATHS:-}"

# What tiptoe quotes must not give the runner orders: none are taken until the word comes again.
word=tiptoe-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
status=0
echo "::stop-commands::$word"
env -u GITHUB_ACTIONS "${TIPTOE:-$GITHUB_ACTION_PATH/../tiptoe}" check --format text \
    --output-for "github=$out/annotations" --output-for "sarif=$out/tiptoe.sarif" \
    --output-for "markdown=$out/comment.md" ${options[@]+"${options[@]}"} -- \
    ${paths[@]+"${paths[@]}"} 2>&1 </dev/null || status=$?
echo "::$word::"

{
    echo "status=$status"
    echo "sarif=$out/tiptoe.sarif"
    echo "comment=$out/comment.md"
} >>"$GITHUB_OUTPUT"
[ ! -f "$out/annotations" ] || cat "$out/annotations"
[ ! -f "$out/comment.md" ] || cat "$out/comment.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
# A wrong option leaves no report; then there is nothing to go on with.
[ -f "$out/comment.md" ] || exit "$status"
