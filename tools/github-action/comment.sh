#!/usr/bin/env bash
# Keeps one comment on the pull request up to date. It never fails a run: what cannot be
# written (a fork's token may only read) is in the step's summary anyway.
set -euo pipefail

marker='<!-- tiptoe -->'
api=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY

warn() {
    echo "::warning title=tiptoe::$*"
    exit 0
}

# call METHOD URL [FILE]: prints the answer. The token stays out of the list of processes.
call() {
    curl --silent --show-error --fail --max-time 60 --retry 2 --request "$1" --config - \
        --header 'Accept: application/vnd.github+json' \
        --header 'X-GitHub-Api-Version: 2022-11-28' \
        ${3:+--data-binary "@$3"} "$2" <<<"header = \"Authorization: Bearer $GITHUB_TOKEN\""
}

# Prints the number of our comment, if there is one: ours by its author, too.
find_comment() {
    local page=1 answer count
    while [ "$page" -le 50 ]; do
        answer=$(call GET "$api/issues/$number/comments?per_page=100&page=$page") || return
        jq -r --arg marker "$marker" --arg author "$TIPTOE_AUTHOR" '
            [.[] | select(.user.login == $author) | select(.body | startswith($marker)) | .id][0]
            // empty' <<<"$answer" | grep . && return
        count=$(jq length <<<"$answer") || return
        [ "$count" -eq 100 ] || return 0
        page=$((page + 1))
    done
}

number=${TIPTOE_PULL_REQUEST:-}
[ -n "$number" ] || { echo "this run is of no pull request: no comment"; exit 0; }
for tool in curl jq; do
    command -v "$tool" >/dev/null || warn "a comment takes $tool"
done

comment=$(find_comment) || warn "the pull request's comments could not be read"
body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq -Rs '{body: .}' "$TIPTOE_COMMENT" >"$body"
if [ -n "$comment" ]; then
    call PATCH "$api/issues/comments/$comment" "$body" >/dev/null ||
        warn "the comment could not be brought up to date"
elif [ "$TIPTOE_STATUS" != 0 ]; then
    call POST "$api/issues/$number/comments" "$body" >/dev/null ||
        warn "no comment could be written: the job needs the permission pull-requests: write"
fi
