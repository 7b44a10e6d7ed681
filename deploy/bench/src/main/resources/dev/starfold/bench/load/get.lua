-- Ratings of subjects chosen at random. Arguments: the type of the subjects, how many there are.
require "common"

function init(args)
  math.randomseed(7 + id)
  requests = {}
  for i = 1, tonumber(args[2]) do
    requests[i] = "GET /ratings/" .. args[1] .. ":" .. (i - 1) .. " HTTP/1.1\r\nHost: localhost\r\n\r\n"
  end
end

function request()
  return requests[math.random(#requests)]
end
