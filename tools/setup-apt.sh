# shellcheck shell=sh
# What tools/get-pg-query and tools/get-cjson share: Debian's archive, of another release than this
# machine's, without touching the system. Needs $root, the checkout.

# sources_for_suite SUITE deb|deb-src DIR: writes to DIR the machine's own Debian sources with
# another suite in place of its own, so that the mirror, its key and its options stay what the
# machine's owner chose. Third-party sources are left out: they carry other suites, or are signed
# with other keys.
sources_for_suite() {
    # shellcheck disable=SC1091
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-none} stable oldstable testing unstable sid")
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -r "$file" ] || continue
        # A blank line ends a stanza; the last one of a file often has none.
        cat "$file"
        echo
    done | awk -v suite="$1" -v type="$2" -v own="$own" -f "$root/tools/setup-sources.awk" >"$3/own.sources"
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
        awk -v suite="$1" -v type="$2" -v own="$own" -v one_line=1 -f "$root/tools/setup-sources.awk" >"$3/own.list"
}

# private_apt DIR: an apt of our own in DIR: the system's settings (proxies, certificates), but its own lists.
private_apt() {
    mkdir -p "$1/lists/partial" "$1/cache/archives/partial" "$1/sources"
    cat >"$1/conf" <<EOF
Dir::State::Lists "$1/lists";
Dir::Cache "$1/cache";
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$1/sources";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
APT::Default-Release "";
APT::Sandbox::User "root";
Acquire::Languages "none";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
EOF
}
