-- What somebody does in Neovim: reads what is found, hovers over the severity, and takes the first fix. Each step is written
-- on standard output; a step that does not come ends it with 1.

local function wait(what, is_so)
  if not vim.wait(60000, is_so, 20) then
    io.stdout:write("no " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end

local buffer = vim.api.nvim_get_current_buf()
local client = nil
local function ask(method, parameters)
  parameters.textDocument = { uri = vim.uri_from_bufnr(buffer) }
  local answer = client.request_sync(method, parameters, 60000, buffer)
  return answer and answer.result or nil
end
local function found(code)
  for _, finding in ipairs(vim.diagnostic.get(buffer)) do
    if finding.code == code then
      return finding
    end
  end
end

wait("finding", function() return found("severity-understated") end)
client = vim.lsp.get_active_clients()[1]
local finding = found("severity-understated")
io.stdout:write(("found %d:%d to %d: %s\n"):format(finding.lnum, finding.col, finding.end_col, finding.message))

local place = { line = finding.lnum, character = finding.col }
local hover = ask("textDocument/hover", { position = place })
io.stdout:write("hover\n" .. hover.contents.value .. "\n")

local offered = ask("textDocument/completion", { position = place })
io.stdout:write(("offered %s\n"):format(offered[1].label))

local range = { start = place, ["end"] = place }
local action = ask("textDocument/codeAction", { range = range, context = { diagnostics = {} } })[1]
io.stdout:write("action " .. action.title .. "\n")
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
wait("end of the finding", function() return not found("severity-understated") end)
io.stdout:write("line " .. vim.api.nvim_buf_get_lines(buffer, finding.lnum, finding.lnum + 1, true)[1] .. "\n")
vim.cmd("quit!")
