import type { Program } from '../program.ts';

export const goService: Program = {
  name: 'go-service',
  formats: [
    [
      450,
      'level=info ts={iso} caller=server.go:{n3} msg="request completed" method={verb} path={path} status={n3} duration={goSpan} trace_id={h32}',
    ],
    [
      150,
      'level=warn ts={iso} caller=server.go:{n3} msg="request failed" method={verb} path={path} status={n3} duration={goSpan} err="{err}"',
    ],
    [
      120,
      'level=info ts={iso} caller=compact.go:{n3} msg="write block" mint={big} maxt={big} ulid={ulid} duration={goSpan}',
    ],
    [110, 'level=info ts={iso} caller=head.go:{n3} msg="Head GC completed" duration={goSpan}'],
    [
      110,
      'level=info ts={iso} caller=checkpoint.go:{n3} msg="Creating checkpoint" from_segment={n3} to_segment={n3} mint={big}',
    ],
    [
      100,
      'level=debug ts={iso} caller=manager.go:{n3} component="{comp}" msg="Discovery receives no update" provider={prov}',
    ],
    [90, 'level=error ts={iso} caller=notifier.go:{n3} component=notifier msg="Error sending alert" err="{err}"'],
    [
      60,
      'level=error ts={iso} caller=notifier.go:{n3} component=notifier msg="Alert queue full, dropping alerts" num_dropped={n3}',
    ],
    [
      60,
      'level=info ts={iso} caller=raft.go:{n3} msg="entering follower state" follower="Node at {ipport} [Follower]" leader-address={opt}',
    ],
    [
      50,
      'level=info ts={iso} caller=raft.go:{n3} msg="entering candidate state" node="Node at {ipport} [Candidate]" term={n3}',
    ],
    [40, 'level=info ts={iso} caller=raft.go:{n3} msg="election won" tally={d}'],
    [100, 'http: TLS handshake error from {ipport}: {tlserr}'],
    [
      70,
      '{iso} gc {n3} @{f}s {d}%: {f}+{f}+{f} ms clock, {f}+{f}/{f}/{f}+{f} ms cpu, {d}->{d}->{d} MB, {d} MB goal, {d} P',
    ],
    [60, 'worker {worker} picked up task {task} (attempt {d})'],
    [60, 'worker {worker} finished task {task} in {goSpan}'],
    [40, 'worker {worker} gave up on task {task}: {err}'],
    [30, 'goroutine {n3} [running]:'],
    [30, 'goroutine {n3} [chan receive, {d} minutes]:'],
    [20, 'panic: runtime error: index out of range [{n3}] with length {n3}'],
    [20, 'panic: runtime error: invalid memory address or nil pointer dereference'],
    [20, 'config reloaded from {path}: {n3} rules, {d} receivers'],
    [10, 'listening on :{port}'],
    [10, 'shutting down on signal {sig}'],
    [10, '{"level":"info","time":"{iso}","message":"cache warmed","entries":{n},"took":{f}}'],
    [30, '{"level":"info","time":"{iso}","message":"user logged in","user":"{user}","ip":"{ip}"}'],
    [20, '{"level":"warn","time":"{iso}","message":"user locked out","user":"{user}","ip":"{ip}"}'],
  ],
  values: {
    verb: ['GET', 'POST', 'PUT'],
    err: [
      'context deadline exceeded',
      'context canceled',
      'EOF',
      'dial tcp 10.2.3.4:9093: connect: connection refused',
      'bad response status 500 Internal Server Error',
    ],
    ulid: ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01BX5ZZKBKACTAV9WEVGEMMVRZ', '01HQ7Z9K4M8N2P3R5T6V7W8X9Y'],
    comp: ['discovery manager scrape', 'discovery manager notify'],
    prov: ['kubernetes/0', 'static/0', 'consul/2'],
    tlserr: [
      'EOF',
      'remote error: tls: bad certificate',
      'tls: first record does not look like a TLS handshake',
      'read tcp 10.1.1.1:443->10.2.2.2:5555: i/o timeout',
    ],
    worker: ['alpha', 'beta', 'gamma', 'w-12'],
    task: ['resize-image', 'send_mail', 'charge', 'reindex:orders', 'import/2026'],
    sig: ['terminated', 'interrupt'],
  },
};
