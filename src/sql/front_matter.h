/* YAML that some tools want at the head of a migration, between lines of dashes. */
#ifndef SQL_FRONT_MATTER_H
#define SQL_FRONT_MATTER_H

#include "sql/script.h"

/* Where it stands if the text has it at `start`; else empty. */
struct tt_span tt_front_matter(struct tt_str text, size_t start);

#endif
