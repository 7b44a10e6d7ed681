-- Reviews, each the only one of its user and subject. Number k is in what it says, so that the log can be held to it.
-- Arguments: the type of the subjects, how many there are, files of tokens and texts, the first number, how many threads.
require "common"

function init(args)
  kind, subjects = args[1], tonumber(args[2])
  tokens, texts = lines(args[3]), lines(args[4])
  k, step = tonumber(args[5]) + id, tonumber(args[6])
end

function request()
  local user, turn = k % #tokens, math.floor(k / #tokens)
  local body = string.format(
    '{"subject":"%s:%d","score":%d,"headline":"Number %d","body":"%s","spoiler":false,"language":"en","progress":{"consumed":%d}}',
    kind, (turn + user * 7919) % subjects, 1 + (k + turn) % 10, k, texts[1 + k % #texts], k)
  local request = "POST /reviews HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " .. tokens[1 + user]
    .. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
  k = k + step
  return request
end
