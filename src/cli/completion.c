/* "tiptoe completion SHELL": scripts that ask the program itself what may follow. */
#include <string.h>

#include "base/guess.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/candidates.h"
#include "cli/output.h"

struct completion_settings {
    bool candidates;
};

/*
 * The answer's first line tells which files fit, and what of the last word is done with; each
 * other line is a word, and behind a tab what it means.
 */
static const char bash[] =
    "# Completes what \"tiptoe\" is followed by, in bash 3.2 and newer.\n"
    "_tiptoe()\n"
    "{\n"
    "    local token=${COMP_LINE:0:COMP_POINT} piece=${COMP_WORDS[COMP_CWORD]}\n"
    "    local files='' before='' typed word\n"
    "    token=${token##*[[:space:]]}\n"
    "    # Of --format=json, bash replaces but what stands behind the sign.\n"
    "    [[ $piece != = ]] || piece=''\n"
    "    COMPREPLY=()\n"
    "    {\n"
    "        IFS=$'\\t' read -r files before\n"
    "        typed=${token#\"$before\"}\n"
    "        while IFS=$'\\t' read -r word _; do\n"
    "            [[ $word != \"$typed\"* ]] || COMPREPLY+=(\"$before$word\")\n"
    "        done\n"
    "    } < <(command \"${COMP_WORDS[0]/#\\~/$HOME}\" completion --candidates -- \\\n"
    "        \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null)\n"
    "    [[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null\n"
    "    while IFS= read -r word; do\n"
    "        compopt -o filenames 2>/dev/null\n"
    "        COMPREPLY+=(\"$before$word\")\n"
    "    done < <(case $files in\n"
    "        sql) compgen -d -- \"$typed\"; compgen -f -X '!*.sql' -- \"$typed\" ;;\n"
    "        all) compgen -f -- \"$typed\" ;;\n"
    "        esac)\n"
    "    COMPREPLY=(\"${COMPREPLY[@]#\"${token%\"$piece\"}\"}\")\n"
    "}\n"
    "complete -F _tiptoe tiptoe\n";

static const char zsh[] =
    "#compdef tiptoe\n"
    "# Completes what \"tiptoe\" is followed by, in zsh.\n"
    "_tiptoe()\n"
    "{\n"
    "    local -a lines found open\n"
    "    local files before line\n"
    "    integer ret=1\n"
    "    lines=(\"${(@f)$(command ${(Q)words[1]/#\\~/$HOME} completion --candidates -- \\\n"
    "        \"${(@Q)words[2,CURRENT-1]}\" \"${(Q)PREFIX}\" 2>/dev/null)}\")\n"
    "    files=${lines[1]%%$'\\t'*} before=${lines[1]#*$'\\t'}\n"
    "    compset -p ${#before}\n"
    "    for line in \"${(@)lines[2,-1]}\"; do\n"
    "        line=${${line//:/\\\\:}/$'\\t'/:}\n"
    "        [[ $line == *=(:*|) ]] && open+=(\"$line\") || found+=(\"$line\")\n"
    "    done\n"
    "    (( $#found )) && _describe -t words word found && ret=0\n"
    "    (( $#open )) && _describe -t words word open -S '' && ret=0\n"
    "    case $files in\n"
    "    sql) _files -g '*.sql(-.)' && ret=0 ;;\n"
    "    all) _files && ret=0 ;;\n"
    "    esac\n"
    "    return ret\n"
    "}\n"
    "if [[ $funcstack[1] == _tiptoe ]]; then\n"
    "    _tiptoe \"$@\"\n"
    "else\n"
    "    compdef _tiptoe tiptoe\n"
    "fi\n";

static const char fish[] =
    "# Completes what \"tiptoe\" is followed by, in fish 3 and newer.\n"
    "function __tiptoe_complete\n"
    "    set -l words (commandline -opc)\n"
    "    set -l token (commandline -ct)\n"
    "    set -l lines (command $words[1] completion --candidates -- $words[2..-1] \"$token\" "
    "2>/dev/null)\n"
    "    set -l head (string split \\t -- $lines[1])\n"
    "    set -l typed (string sub -s (math 1 + (string length -- \"$head[2]\")) -- "
    "\"$token\")\n"
    "    for line in $lines[2..-1]\n"
    "        printf '%s%s\\n' \"$head[2]\" $line\n"
    "    end\n"
    "    switch \"$head[1]\"\n"
    "        case sql\n"
    "            set -l found $typed*.sql $typed*/\n"
    "            printf '%s\\n' \"$head[2]\"$found\n"
    "        case all\n"
    "            printf '%s\\n' \"$head[2]\"(__fish_complete_path \"$typed\")\n"
    "    end\n"
    "end\n"
    "complete -c tiptoe -f -a '(__tiptoe_complete)'\n";

static const struct {
    const char *shell;
    const char *script;
} scripts[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}, {NULL, NULL}};

static void tell_shells(struct tt_arena *arena, struct tt_words *words)
{
    for (size_t i = 0; scripts[i].shell; i++) {
        tt_vec_push(arena, words, (struct tt_word){scripts[i].shell, NULL});
    }
}

static const struct tt_vocabulary shell_names = {NULL, tell_shells};

static void print_candidates(struct tt_cli *cli, const char *const *words)
{
    struct tt_sink *sink = &cli->out->sink;
    struct tt_candidates candidates;
    tt_candidates_find(&candidates, cli->arena, words);
    tt_print(sink, "%s\t" TT_FMT "\n",
             candidates.sql     ? "sql"
             : candidates.files ? "all"
                                : "none",
             TT_ARG(candidates.before));
    for (size_t i = 0; i < candidates.words.count; i++) {
        const struct tt_word *word = &candidates.words.items[i];
        tt_print(sink, "%s%s%s\n", word->word, word->meaning ? "\t" : "",
                 word->meaning ? word->meaning : "");
    }
}

static enum tt_exit run_completion(struct tt_cli *cli, void *user, const char **operands)
{
    const struct completion_settings *settings = user;
    if (settings->candidates) {
        print_candidates(cli, operands);
        return TT_EXIT_CLEAN;
    }
    const char *shell = operands[0];
    if (!shell || operands[1]) {
        tt_complain("for which shell? \"tiptoe completion bash\", zsh or fish");
        return TT_EXIT_TROUBLE;
    }
    struct tt_guess guess = {.word = shell};
    for (size_t i = 0; scripts[i].shell; i++) {
        if (strcmp(scripts[i].shell, shell) == 0) {
            tt_puts(&cli->out->sink, scripts[i].script);
            return TT_EXIT_CLEAN;
        }
        tt_guess_offer(&guess, scripts[i].shell);
    }
    tt_complain(guess.best ? "nothing completes words in \"%s\"; did you mean \"%s\"?"
                           : "nothing completes words in \"%s\", only in bash, zsh and fish",
                shell, guess.best);
    return TT_EXIT_TROUBLE;
}

static void print_notes(struct tt_sink *sink)
{
    tt_puts(sink,
            "\nPackages install these scripts. Otherwise, a line in the shell's own file:\n\n"
            "  ~/.bashrc     source <(tiptoe completion bash)\n"
            "  ~/.zshrc      source <(tiptoe completion zsh)     behind compinit\n"
            "  config.fish   tiptoe completion fish | source\n");
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "candidates",
     .sets = offsetof(struct completion_settings, candidates),
     .help = "print what may follow the words behind \"--\"; the scripts ask so"},
    {0},
};

const struct tt_command tt_command_completion = {
    .name = "completion",
    .operands = "SHELL",
    .takes = {TT_VALUE_WORD, &shell_names},
    .summary = "print the script by which bash, zsh or fish completes what you type",
    .examples = "tiptoe completion bash > ~/.local/share/bash-completion/completions/tiptoe\n",
    .options = options,
    .print_notes = print_notes,
    .settings_bytes = sizeof(struct completion_settings),
    .run = run_completion,
};
