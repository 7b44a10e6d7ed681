-- Whether the process lives: HTTP and a few bytes of JSON, without a token, and without a look at anything.
require "common"

local live = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"

function request()
  return live
end
