import type { Program } from '../program.ts';

export const webProxy: Program = {
  name: 'web-proxy',
  formats: [
    [1300, '{ip} - {opt} "{method} {path} HTTP/1.1" {status} {n} "{url}" rt={f} upstream={pool}'],
    [
      120,
      '*{n} upstream timed out (110: Connection timed out) while reading response header from upstream, client: {ip}, server: {site}, request: "{method} {path} HTTP/1.1", upstream: "http://{ipport}/", host: "{site}"',
    ],
    [
      60,
      '*{n} connect() failed (111: Connection refused) while connecting to upstream, client: {ip}, server: {site}, request: "{method} {path} HTTP/2.0", upstream: "http://{ipport}/"',
    ],
    [
      40,
      '*{n} open() "{path}" failed (2: No such file or directory), client: {ip}, server: {site}, request: "GET {path} HTTP/1.1", host: "{site}"',
    ],
    [40, '*{n} client {ip} closed keepalive connection'],
    [
      25,
      '*{n} SSL_do_handshake() failed (SSL: error:{h7}:SSL routines:{sslstep}:{sslwhy}) while SSL handshaking, client: {ip}, server: 0.0.0.0:443',
    ],
    [20, '*{n} limiting requests, excess: {f} by zone "{zone}", client: {ip}, server: {site}'],
    [12, '*{n} limiting connections by zone "{zone}", client: {ip}, server: {site}'],
    [10, 'signal process started'],
    [8, 'worker process {n} exited with code {d}'],
    [6, 'worker process {n} exited on signal {d}'],
    [6, 'using the "{evmethod}" event method'],
    [5, 'start worker process {n}'],
    [4, 'gracefully shutting down'],
    [3, 'exiting'],
    [3, 'upstream pool {pool} has no live members'],
    [3, 'backend {pool}/{member} is UP after {d} checks'],
    [3, 'backend {pool}/{member} is DOWN after {d} checks, reason: {why}'],
    [2, 'cache manager process exited'],
  ],
  values: {
    method: ['GET', 'GET', 'GET'],
    status: ['200', '200', '304', '404', '502'],
    pool: ['catalogue', 'checkout', 'static', 'accounts'],
    member: ['a', 'b', 'c'],
    site: ['shop.example.com', 'api.example.com', 'www.example.com', '_'],
    zone: ['perip', 'login', 'search'],
    sslstep: ['ssl3_read_bytes', 'tls_process_client_hello', 'tls_early_post_process_client_hello'],
    sslwhy: ['sslv3 alert certificate unknown', 'no shared cipher', 'unsupported protocol', 'bad key share'],
    evmethod: ['epoll'],
    why: ['timeout', 'connection refused', 'bad status 500', 'bad status 503', 'reset by peer', 'no route to host'],
  },
};
