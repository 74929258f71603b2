/* What a configuration says of rules. */
#include <cJSON.h>

#include "base/arena.h"
#include "base/guess.h"
#include "base/str.h"
#include "project/config_reader.h"

static void push_rule(struct tt_config_reader *reader, struct tt_config_rules *rules,
                      const char *id, const char *option, struct tt_json_value value)
{
    struct tt_config_rule rule = {.id = tt_str_copy(reader->arena, tt_str_from(id)),
                                  .option = tt_str_copy(reader->arena, tt_str_from(option)),
                                  .value = tt_config_keep(reader, value)};
    tt_vec_push(reader->arena, rules, rule);
}

static void read_level(struct tt_config_reader *reader, struct tt_json_value value,
                       const char *id, struct tt_config_rules *rules)
{
    if (!cJSON_IsString(value.node)) {
        tt_config_note(
            reader, value.at,
            tt_str_format(reader->arena,
                          "the rule \"%s\" takes a severity, not %s; for example: \"warning\"",
                          id, tt_config_kind_of(value.node)));
    } else if (tt_config_check_word(reader, value.at, value.node->valuestring, TT_TERM_LEVEL,
                                    tt_str_format(reader->arena, "rule \"%s\"", id).ptr)) {
        push_rule(reader, rules, id, "", value);
    }
}

static void read_number(struct tt_config_reader *reader, struct tt_json_value value,
                        const char *id, const struct tt_rule_option *option,
                        struct tt_config_rules *rules)
{
    double number = value.node->valuedouble;
    if (!cJSON_IsNumber(value.node) || number != value.node->valueint ||
        number < option->least || number > option->most) {
        tt_config_note(
            reader, value.at,
            tt_str_format(reader->arena,
                          "\"%s\" of rule \"%s\" is a whole number from %d to %d; for "
                          "example: %d",
                          option->name, id, option->least, option->most, option->standard));
    } else {
        push_rule(reader, rules, id, option->name, value);
    }
}

/* "severity", or one of the rule's own numbers. */
static void read_member(struct tt_config_reader *reader, struct tt_json_value member,
                        const char *id, struct tt_config_rules *rules)
{
    const char *name = member.node->string;
    struct tt_guess guess = {.word = name};
    if (tt_str_is(tt_str_from(name), "severity")) {
        read_level(reader, member, id, rules);
        return;
    }
    tt_guess_offer(&guess, "severity");
    const struct tt_rule_option *option = reader->terms->options_of(id);
    for (; option && option->name; option++) {
        if (tt_str_is(tt_str_from(name), option->name)) {
            read_number(reader, member, id, option, rules);
            return;
        }
        tt_guess_offer(&guess, option->name);
    }
    tt_config_note(
        reader, member.key_at,
        tt_str_format(reader->arena,
                      guess.best ? "unknown key \"%s\" for rule \"%s\"; did you mean \"%s\"?"
                                 : "unknown key \"%s\" for rule \"%s\"; there is \"severity\"",
                      name, id, guess.best));
}

static void read_rule(struct tt_config_reader *reader, struct tt_json_value value,
                      const char *id, struct tt_config_rules *rules)
{
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    struct tt_json_value member;
    struct tt_map seen = {0};
    if (!cJSON_IsObject(value.node)) {
        read_level(reader, value, id, rules);
    } else if (!value.node->child) {
        tt_config_note(reader, value.at, TT_STR("\"severity\" is missing here"));
    }
    while (cJSON_IsObject(value.node) && tt_config_next_member(reader, &walk, &seen, &member)) {
        read_member(reader, member, id, rules);
    }
    tt_map_finish(&seen);
}

void tt_config_read_rules(struct tt_config_reader *reader, struct tt_json_value value,
                          struct tt_config_rules *rules)
{
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    struct tt_json_value member;
    struct tt_map seen = {0};
    while (tt_config_next_member(reader, &walk, &seen, &member)) {
        const char *id = member.node->string;
        struct tt_config_rules unknown = {0};
        bool known = tt_config_check_word(reader, member.key_at, id, TT_TERM_RULE, "");
        read_rule(reader, member, id, known ? rules : &unknown);
    }
    tt_map_finish(&seen);
}
