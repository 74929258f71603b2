-- What Neovim shows of tiptoe: run by neovim_test.py, writes what it saw to $RESULT as JSON.
local result = {}

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    result.error = what .. ' never came'
    error(result.error)
  end
end

-- Of the lines that a floating window holds.
local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      vim.api.nvim_win_close(window, true)
      return lines
    end
  end
end

local function hover(line, column)
  local lines
  vim.api.nvim_win_set_cursor(0, { line, column })
  vim.lsp.buf.hover()
  wait('hover', function()
    lines = floating()
    return lines
  end)
  return table.concat(lines, '\n')
end

local function lenses()
  local titles = {}
  for _, lens in ipairs(vim.lsp.codelens.get(0)) do
    table.insert(titles, { lens.range.start.line, lens.command.title })
  end
  return titles
end

local function diagnostics()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { each.lnum, each.col, each.code, each.severity, each.source })
  end
  return found
end

local function act(line, column, pattern)
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if options.format_item(item):find(pattern) then
        choose(item)
        return
      end
    end
    result.error = 'no action is called ' .. pattern .. ': ' .. vim.inspect(vim.tbl_map(options.format_item, items))
  end
  vim.api.nvim_win_set_cursor(0, { line, column })
  vim.lsp.buf.code_action()
  wait('the action ' .. pattern, function()
    return result.error or vim.api.nvim_buf_get_changedtick(0) > before
  end)
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function run()
  vim.cmd('luafile ' .. vim.env.SNIPPET)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
  vim.cmd('setfiletype sql')
  wait('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  result.diagnostics = diagnostics()
  result.hover = hover(2, 3)
  vim.lsp.codelens.refresh({ bufnr = 0 })
  wait('a code lens', function()
    return #lenses() > 0
  end)
  result.lenses = lenses()
  result.fixed = act(2, 12, 'CONCURRENTLY')
  wait('fewer diagnostics', function()
    return #vim.diagnostic.get(0) < #result.diagnostics
  end)
  result.after_fix = diagnostics()
  vim.cmd('undo')
  wait('the diagnostics again', function()
    return #vim.diagnostic.get(0) == #result.diagnostics
  end)
  result.ignored = act(2, 12, 'ignore create%-index')
end

local fine, message = pcall(run)
result.error = result.error or (not fine and message) or nil
local file = io.open(vim.env.RESULT, 'w')
file:write(vim.json and vim.json.encode(result) or vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')
