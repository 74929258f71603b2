-- tiptoe in Neovim, 0.7 or newer: put this file into ~/.config/nvim/plugin/ as tiptoe.lua.
--
-- Findings are diagnostics; vim.lsp.buf.hover() tells what the statement under the cursor does, and
-- vim.lsp.buf.code_action() fixes a finding or ignores it. What goes into vim.g.tiptoe before is
-- the server's settings: { effects = 'off' } shows no code lenses.

local group = vim.api.nvim_create_augroup('tiptoe', {})
local client_id -- of Neovim 0.7, which does not look for a client that runs already

local function config(bufnr)
  return {
    name = 'tiptoe',
    cmd = { 'tiptoe', 'lsp' },
    root_dir = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':p:h'),
    init_options = vim.g.tiptoe or vim.empty_dict(),
    on_exit = function()
      client_id = nil
    end,
  }
end

local function start(bufnr)
  if vim.fn.executable('tiptoe') == 0 then
    vim.notify_once('tiptoe is not on the PATH: findings in migrations are not shown', vim.log.levels.WARN)
    return
  end
  if vim.lsp.start then
    -- One server for all folders: it finds each file's project by itself.
    vim.lsp.start(config(bufnr), { bufnr = bufnr, reuse_client = function(client)
      return client.name == 'tiptoe'
    end })
  else
    client_id = client_id or vim.lsp.start_client(config(bufnr))
    vim.lsp.buf_attach_client(bufnr, client_id)
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged', 'BufWritePost' }, {
    group = group,
    buffer = bufnr,
    callback = function()
      vim.lsp.codelens.refresh({ bufnr = bufnr })
    end,
  })
end

vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'sql',
  callback = function(args)
    start(args.buf)
  end,
})
