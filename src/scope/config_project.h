/* What configurations say of folders of migrations. */
#ifndef SCOPE_CONFIG_PROJECT_H
#define SCOPE_CONFIG_PROJECT_H

#include "project/project.h"
#include "scope/scope.h"

/* Adds to `options` what the configurations of the given files have on it. */
void tt_configure_project(struct tt_scopes *scopes, const struct tt_given *given, size_t count,
                          struct tt_project_options *options);

/* The file that the series' history starts from, or NULL. */
const char *tt_schema_of(struct tt_scopes *scopes, const struct tt_series *series);

#endif
