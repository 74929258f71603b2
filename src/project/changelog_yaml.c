/* YAML, if libyaml is there. */
#include "project/changelog.h"

#include "base/arena.h"
#include "base/str.h"

#ifdef TIPTOE_YAML

#include <string.h>
#include <yaml.h>

struct reading {
    struct tt_changelog *changelog;
    yaml_parser_t parser;
    struct tt_entry *open; /* the innermost mapping or list */
    struct tt_entry *pair; /* a key that waits for its value */
    bool in_mapping;
    size_t index;  /* libyaml counts characters: this one */
    size_t offset; /* is this byte */
    size_t depth;
};

enum { DEPTH_MAX = 200 };

/* Marks come in the order of the text. */
static size_t offset_of(struct reading *reading, size_t index)
{
    struct tt_str text = reading->changelog->source;
    while (reading->index < index && reading->offset < text.len) {
        reading->offset++;
        while (reading->offset < text.len &&
               ((unsigned char)text.ptr[reading->offset] & 0xC0) == 0x80) {
            reading->offset++;
        }
        reading->index++;
    }
    return reading->offset;
}

static struct tt_span span_of(struct reading *reading, const yaml_event_t *event)
{
    size_t start = offset_of(reading, event->start_mark.index);
    return (struct tt_span){start, offset_of(reading, event->end_mark.index)};
}

/* Behind an anchor and a tag, "&a !!str " */
static size_t past_properties(struct tt_str text, struct tt_span span)
{
    while (span.start < span.end && strchr("&!", text.ptr[span.start])) {
        while (span.start < span.end && !strchr(" \t\r\n", text.ptr[span.start])) {
            span.start++;
        }
        while (span.start < span.end && strchr(" \t\r\n", text.ptr[span.start])) {
            span.start++;
        }
    }
    return span.start;
}

/* Without quotes, or without the line of a block's sign. */
static struct tt_span inside(struct tt_str text, struct tt_span span, yaml_scalar_style_t style)
{
    span.start = past_properties(text, span);
    bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                  style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (quoted && span.end >= span.start + 2) {
        return (struct tt_span){span.start + 1, span.end - 1};
    }
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
        const char *newline = memchr(text.ptr + span.start, '\n', span.end - span.start);
        span.start = newline ? (size_t)(newline - text.ptr) + 1 : span.end;
    }
    return span;
}

/* What a value belongs to: the key before it, or the list that it stands in. */
static struct tt_entry *take_place(struct reading *reading)
{
    struct tt_entry *entry = reading->pair;
    if (!entry) {
        entry = tt_entry_add(reading->changelog, reading->open, TT_STR(""));
    }
    reading->pair = NULL;
    return entry;
}

static void on_scalar(struct reading *reading, const yaml_event_t *event)
{
    struct tt_changelog *changelog = reading->changelog;
    struct tt_span span = span_of(reading, event);
    struct tt_str value = tt_str_copy(
        changelog->arena,
        (struct tt_str){(const char *)event->data.scalar.value, event->data.scalar.length});
    if (reading->in_mapping && !reading->pair) {
        reading->pair = tt_entry_add(changelog, reading->open, value);
        reading->pair->where = span;
        return;
    }
    struct tt_entry *entry = take_place(reading);
    entry->value = value;
    entry->text = inside(changelog->source, span, event->data.scalar.style);
}

/* `is_mapping` of an entry is in its `is_attribute`, which YAML has no other use for. */
static void open_collection(struct reading *reading, bool is_mapping)
{
    struct tt_entry *entry = take_place(reading);
    entry->is_attribute = is_mapping;
    reading->open = entry;
    reading->in_mapping = is_mapping;
    reading->depth++;
}

static void close_collection(struct reading *reading)
{
    struct tt_entry *entry = reading->open;
    entry->is_attribute = false;
    reading->open = entry->parent;
    reading->in_mapping = reading->open && reading->open->is_attribute;
    reading->pair = NULL;
    reading->depth--;
}

/* What one stands for has no place of its own in the file. */
static void note_alias(struct reading *reading, const yaml_event_t *event)
{
    struct tt_changelog *changelog = reading->changelog;
    if (changelog->problem.len == 0) {
        changelog->problem_at = span_of(reading, event).start;
        changelog->problem = TT_STR("aliases in this changelog are not followed");
        changelog->hint = TT_STR("Write out what this one stands for, or check what "
                                 "\"liquibase update-sql\" prints.");
    }
}

static void on_event(struct reading *reading, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        on_scalar(reading, event);
        break;
    case YAML_ALIAS_EVENT:
        (void)take_place(reading);
        note_alias(reading, event);
        break;
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
        open_collection(reading, event->type == YAML_MAPPING_START_EVENT);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        close_collection(reading);
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
}

void tt_read_yaml(struct tt_changelog *changelog)
{
    struct reading reading = {.changelog = changelog};
    struct tt_entry *root = tt_entry_add(changelog, NULL, TT_STR(""));
    bool goes_on = true;
    if (!yaml_parser_initialize(&reading.parser)) {
        tt_out_of_memory();
    }
    reading.open = root;
    reading.offset = tt_str_starts(changelog->source, "\xEF\xBB\xBF") ? 3 : 0;
    yaml_parser_set_input_string(&reading.parser, (const unsigned char *)changelog->source.ptr,
                                 changelog->source.len);
    while (goes_on) {
        yaml_event_t event;
        bool parsed = yaml_parser_parse(&reading.parser, &event) != 0;
        if (!parsed && reading.parser.error == YAML_MEMORY_ERROR) {
            tt_out_of_memory();
        }
        if (!parsed || reading.depth > DEPTH_MAX) {
            changelog->problem_at = offset_of(&reading, reading.parser.problem_mark.index);
            changelog->problem = tt_str_format(
                changelog->arena, "this changelog is no YAML: %s",
                reading.parser.problem ? reading.parser.problem : "it is nested too deeply");
            changelog->hint = TT_STR(""); /* that an alias left */
            goes_on = false;
            root = NULL;
        } else {
            on_event(&reading, &event);
            goes_on = event.type != YAML_STREAM_END_EVENT;
            yaml_event_delete(&event);
        }
    }
    changelog->root = root;
    yaml_parser_delete(&reading.parser);
}

const char *tt_yaml_library(void)
{
    return "libyaml " TIPTOE_YAML;
}

#else

const char *tt_yaml_library(void)
{
    return NULL;
}

void tt_read_yaml(struct tt_changelog *changelog)
{
    changelog->problem = TT_STR("this changelog is not checked: tiptoe was built without "
                                "libyaml");
    changelog->hint = TT_STR(
        "Install libyaml (libyaml-dev) and build tiptoe anew, or check what "
        "\"liquibase update-sql\" prints.");
}

#endif
