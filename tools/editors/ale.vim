" tiptoe in Vim 8 or newer with ALE: put this file into ~/.vim/ale_linters/sql/ as tiptoe.vim.
"
" :ALEHover tells what the statement under the cursor does, :ALECodeAction fixes a finding or
" ignores it.

function! s:Root(buffer) abort
  " The server finds each file's project by itself.
  return fnamemodify(bufname(a:buffer), ':p:h')
endfunction

call ale#linter#Define('sql', {
\   'name': 'tiptoe',
\   'lsp': 'stdio',
\   'executable': 'tiptoe',
\   'command': '%e lsp',
\   'project_root': function('s:Root'),
\})
