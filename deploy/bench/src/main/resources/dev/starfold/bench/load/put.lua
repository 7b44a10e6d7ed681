-- Reactions, each the first of its user to its review. Arguments: files of tokens and review ids, the first number, how many threads.
require "common"

local kinds = { "nice", "love-it", "funny", "confusing", "informative", "well-written", "creative" }

function init(args)
  tokens, reviews = lines(args[1]), lines(args[2])
  k, step = tonumber(args[3]) + id, tonumber(args[4])
end

function request()
  local review, turn = k % #reviews, math.floor(k / #reviews)
  local body = '{"kind":"' .. kinds[1 + (k + turn) % 7] .. '"}'
  local request = "PUT /reactions/" .. reviews[1 + review] .. " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
    .. tokens[1 + (turn + review) % #tokens] .. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body
    .. "\r\n\r\n" .. body
  k = k + step
  return request
end
