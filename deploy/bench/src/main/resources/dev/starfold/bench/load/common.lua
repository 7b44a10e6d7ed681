-- What all scripts share: numbered threads, each with a replica of the service, lines of files, and a line of figures that
-- Wrk.java reads.
local threads, ports = 0, {}
for port in os.getenv("PORTS"):gmatch("%d+") do ports[#ports + 1] = port end

function setup(thread)
  thread:set("id", threads)
  thread.addr = wrk.lookup("127.0.0.1", ports[1 + threads % #ports])[1]
  threads = threads + 1
end

function lines(file)
  local all = {}
  for line in io.lines(file) do all[#all + 1] = line end
  return all
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("requests=%d refused=%d broken=%d micros=%d p50=%d p99=%d\n", summary.requests, e.status,
    e.connect + e.read + e.write + e.timeout, summary.duration, latency:percentile(50), latency:percentile(99)))
end
