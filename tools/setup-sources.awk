# Rewrites apt sources for another suite: of the entries for one of the suites in `own`, with
# "main", keeps everything but the suite, and asks for `type`, deb or deb-src. Reads deb822 stanzas,
# or one-line entries when `one_line` is set. See tools/setup-apt.sh.

BEGIN { target = type == "deb" ? "Packages" : "Sources" }

function has(list, word) {
    return index(" " list " ", " " word " ") > 0
}

function any(list,    words, count, i) {
    count = split(own, words, " ")
    for (i = 1; i <= count; i++) {
        if (has(list, words[i])) {
            return 1
        }
    }
    return 0
}

# A key that is not Debian's signs something that is not Debian.
function foreign_key(where) {
    return where != "" && where !~ /debian-archive/
}

function end_stanza() {
    if (deb && any(field["suites"]) && has(field["components"], "main") &&
        field["enabled"] !~ /^(no|false)$/ && !foreign_key(field["signed-by"])) {
        printf "Types: %s\nSuites: %s\nComponents: main\nTargets: %s\n%s\n", type, suite, target, kept
    }
    split("", field)
    kept = ""
    deb = 0
}

/^[ \t]*#/ { next }

one_line {
    options = ""
    line = $0
    if (match(line, /\[[^]]*\]/)) {
        options = substr(line, RSTART + 1, RLENGTH - 2)
        line = substr(line, 1, RSTART - 1) " " substr(line, RSTART + RLENGTH)
    }
    count = split(line, word, " ")
    key = ""
    if (match(options, /signed-by=[^ ]*/)) {
        key = substr(options, RSTART + 10, RLENGTH - 10)
    }
    rest = " "
    for (i = 4; i <= count; i++) {
        rest = rest word[i] " "
    }
    if (word[1] == "deb" && word[2] !~ /^cdrom:/ && any(word[3]) && has(rest, "main") &&
        !foreign_key(key)) {
        print type " [ " options " targets=" target " ] " word[2], suite, "main"
    }
    next
}

/^[ \t]*$/ { end_stanza(); next }

# A continuation line: of a key written out in the file, say.
/^[ \t]/ {
    if (keeping) {
        kept = kept $0 "\n"
    } else {
        field[name] = field[name] " " $0
    }
    next
}

{
    name = tolower($0)
    sub(/[ \t]*:.*/, "", name)
    value = $0
    sub(/^[^:]*:[ \t]*/, "", value)
    field[name] = value
    if (name == "types") {
        deb = has(value, "deb")
    }
    keeping = name !~ /^(types|suites|components|targets|enabled|languages)$/
    if (keeping) {
        kept = kept $0 "\n"
    }
}

END { if (!one_line) end_stanza() }
