/* XML, if expat is there. */
#include "project/changelog.h"

#include "base/arena.h"
#include "base/str.h"

#ifdef TIPTOE_EXPAT

#include <expat.h>
#include <string.h>

struct reading {
    struct tt_changelog *changelog;
    XML_Parser parser;
    struct tt_entry *open; /* the innermost element */
    size_t depth;
};

enum { DEPTH_MAX = 200 };

/* Without its namespace. */
static struct tt_str name_of(struct tt_changelog *changelog, const char *name)
{
    const char *colon = strrchr(name, ':');
    return tt_str_copy(changelog->arena, tt_str_from(colon ? colon + 1 : name));
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct reading *reading = user;
    struct tt_changelog *changelog = reading->changelog;
    size_t start = (size_t)XML_GetCurrentByteIndex(reading->parser);
    size_t end = start + (size_t)XML_GetCurrentByteCount(reading->parser);
    if (++reading->depth > DEPTH_MAX) {
        XML_StopParser(reading->parser, XML_FALSE);
        return;
    }
    struct tt_entry *entry = tt_entry_add(changelog, reading->open, name_of(changelog, name));
    entry->where = (struct tt_span){start, end};
    entry->text = (struct tt_span){end, end};
    reading->open = entry;
    for (size_t i = 0; attributes[i]; i += 2) {
        struct tt_entry *attribute = tt_entry_add(changelog, entry,
                                                  name_of(changelog, attributes[i]));
        attribute->value = tt_str_copy(changelog->arena, tt_str_from(attributes[i + 1]));
        attribute->is_attribute = true;
    }
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    struct reading *reading = user;
    (void)name;
    size_t end = (size_t)XML_GetCurrentByteIndex(reading->parser);
    /* An empty-element tag ends where it begins. */
    if (end > reading->open->text.start) {
        reading->open->text.end = end;
    }
    reading->open = reading->open->parent;
    reading->depth--;
}

void tt_read_xml(struct tt_changelog *changelog)
{
    struct tt_entry *root = tt_entry_add(changelog, NULL, TT_STR(""));
    struct reading reading = {
        .changelog = changelog, .parser = XML_ParserCreate(NULL), .open = root};
    enum { BYTES_MAX = 1 << 28 };
    if (!reading.parser) {
        tt_out_of_memory();
    }
    XML_SetUserData(reading.parser, &reading);
    XML_SetElementHandler(reading.parser, on_start, on_end);
    if (changelog->source.len > BYTES_MAX) {
        changelog->problem = TT_STR("this changelog is larger than 256 MiB");
    } else if (XML_Parse(reading.parser, changelog->source.ptr, (int)changelog->source.len,
                         1) == XML_STATUS_OK) {
        changelog->root = root;
    } else if (XML_GetErrorCode(reading.parser) == XML_ERROR_NO_MEMORY) {
        tt_out_of_memory();
    } else {
        changelog->problem_at = (size_t)XML_GetCurrentByteIndex(reading.parser);
        changelog->problem = tt_str_format(changelog->arena, "this changelog is no XML: %s",
                                           XML_ErrorString(XML_GetErrorCode(reading.parser)));
    }
    XML_ParserFree(reading.parser);
}

#define DIGITS_OF(number) #number
#define DIGITS(number) DIGITS_OF(number)

const char *tt_xml_library(void)
{
    return "expat " DIGITS(XML_MAJOR_VERSION) "." DIGITS(XML_MINOR_VERSION) "." DIGITS(
        XML_MICRO_VERSION);
}

#else

const char *tt_xml_library(void)
{
    return NULL;
}

void tt_read_xml(struct tt_changelog *changelog)
{
    changelog->problem = TT_STR(
        "this changelog is not checked: tiptoe was built without expat");
    changelog->hint = TT_STR(
        "Install expat (libexpat1-dev) and build tiptoe anew, or check what "
        "\"liquibase update-sql\" prints.");
}

#endif
