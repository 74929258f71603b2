/* The language server, https://microsoft.github.io/language-server-protocol. */
#ifndef LSP_LSP_H
#define LSP_LSP_H

#include <stdbool.h>

/*
 * Serves one client on two file descriptors until it says "exit" or goes away. False when it
 * did so without "shutdown", as the protocol wants an error to be told then.
 */
bool tt_lsp_serve(int in, int out);

#endif
