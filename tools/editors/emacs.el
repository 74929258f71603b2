;;; tiptoe.el --- findings in PostgreSQL migrations -*- lexical-binding: t -*-

;; Load this file from your init file. With eglot (in Emacs since 29), findings are flymake's, eldoc
;; tells what the statement at point does, and `eglot-code-actions' fixes a finding or ignores it.
;; With flycheck and without eglot, there are findings alone.

;;; Code:

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(sql-mode . ("tiptoe" "lsp"))))

(when (locate-library "eglot")
  (add-hook 'sql-mode-hook #'eglot-ensure))

(with-eval-after-load 'flycheck
  (flycheck-define-checker sql-tiptoe
    "Says what a PostgreSQL migration would block or break."
    :command ("tiptoe" "check" "--format" "gcc" "--quiet" "--stdin-path" source-original "-")
    :standard-input t
    :error-patterns
    ((error line-start (file-name) ":" line ":" column ": error: " (message (+? nonl)) " [" (id (+ (in "a-z0-9-"))) "]" line-end)
     (warning line-start (file-name) ":" line ":" column ": warning: " (message (+? nonl)) " [" (id (+ (in "a-z0-9-"))) "]" line-end)
     (info line-start (file-name) ":" line ":" column ": note: " (message (+? nonl)) " [" (id (+ (in "a-z0-9-"))) "]" line-end))
    :modes (sql-mode)
    :predicate buffer-file-name)
  (add-to-list 'flycheck-checkers 'sql-tiptoe))

(provide 'tiptoe)
;;; tiptoe.el ends here
