-- What wrk prints at the end: a line of JSON. Without a function `request` wrk sends the same bytes as without a script.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nreport {"requests": %d, "seconds": %f, "p50": %d, "p99": %d, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
