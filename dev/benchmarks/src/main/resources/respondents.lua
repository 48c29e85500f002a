-- Respondents for wrk: each request goes to another link, /r/KEY, with keys counted from KEYS_FROM.
local next_key = tonumber(os.getenv("KEYS_FROM"))
local method = os.getenv("METHOD")
local head, tail

function init(args)
  local host = wrk.host .. ":" .. wrk.port
  if method == "POST" then
    local body = "lang=en&rating=4&comment=Quick+and+friendly%2C+thank+you."
    head = "POST /r/"
    tail = "A HTTP/1.1\r\nHost: " .. host
      .. "\r\nAccept: application/json\r\nAccept-Language: en"
      .. "\r\nContent-Type: application/x-www-form-urlencoded"
      .. "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
  else
    head = "GET /r/"
    tail = "A?rating=4 HTTP/1.1\r\nHost: " .. host
      .. "\r\nAccept: text/html\r\nAccept-Language: en\r\n\r\n"
  end
end

function request()
  next_key = next_key + 1
  return head .. string.format("%021d", next_key) .. tail
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("FOUND %d %d %d %d %.3f %.3f\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
