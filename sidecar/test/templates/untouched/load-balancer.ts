import type { Program } from '../program.ts';

export const loadBalancer: Program = {
  name: 'load-balancer',
  formats: [
    [
      1200,
      '{ipport} [{iso}] {front}~ {back}/{srv} {d}/{d}/{d}/{n3}/{n3} {n3} {n} - - ---- {d}/{d}/{d}/{d}/{d} {d}/{d} "GET {path} HTTP/1.1"',
    ],
    [
      200,
      '{ipport} [{iso}] {front}~ {back}/{srv} {d}/{d}/{d}/{n3}/{n3} {n3} {n} - - ---- {d}/{d}/{d}/{d}/{d} {d}/{d} "POST {path} HTTP/1.1"',
    ],
    [120, '{ipport} [{iso}] {front}/1: SSL handshake failure'],
    [60, '{ipport} [{iso}] {front}/1: Timeout during SSL handshake'],
    [
      60,
      'Server {back}/{srv} is DOWN, reason: {why}, check duration: {n3}ms. {d} active and {d} backup servers left. {d} sessions active, {d} requeued, {d} remaining in queue.',
    ],
    [
      60,
      'Server {back}/{srv} is UP, reason: {whyUp}, check duration: {n3}ms. {d} active and {d} backup servers online. {d} sessions requeued, {d} total in queue.',
    ],
    [20, 'backend {back} has no server available!'],
    [
      20,
      'Health check for server {back}/{srv} succeeded, reason: {whyUp}, check duration: {n3}ms, status: {d}/{d} UP.',
    ],
    [15, 'Health check for server {back}/{srv} failed, reason: {why}, check duration: {n3}ms, status: {d}/{d} DOWN.'],
    [10, 'Proxy {front} started.'],
    [10, 'Proxy {front} stopped (cumulated conns: FE: {n}, BE: {n}).'],
    [6, 'Stopping backend {back} in {d} ms.'],
    [6, 'Reexecuting Master process'],
    [4, 'New worker ({n}) forked'],
    [4, 'Former worker ({n}) exited with code {d} (Exit)'],
    [12, 'outbound {host}:443 close, {n} bytes sent, {n} bytes received, lifetime {life}'],
    [12, 'outbound {host}:443 open through proxy {ipport} HTTPS'],
  ],
  values: {
    front: ['www', 'api-in', 'metrics'],
    back: ['shop', 'api', 'static'],
    srv: ['s1', 's2', 's3', '<NOSRV>'],
    why: [
      'Layer4 timeout',
      'Layer7 wrong status, code: 503, info: "Service Unavailable"',
      'Layer4 connection problem, info: "Connection refused"',
    ],
    whyUp: ['Layer7 check passed, code: 200', 'Layer4 check passed'],
    life: ['00:17', '<1 sec', '01:02', '05:44', '<1 sec'],
  },
};
