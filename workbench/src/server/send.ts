import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** A file below the folder, or 404; a path that climbs out of the folder is 404 too. */
export async function sendFile(response: ServerResponse, folder: string, name: string): Promise<void> {
  const file = path.resolve(folder, decodePath(name));
  const inside = file.startsWith(path.resolve(folder) + path.sep);
  const found = inside ? await stat(file).catch(() => undefined) : undefined;
  if (found === undefined || !found.isFile()) {
    sendJson(response, 404, { message: 'Not found' });
    return;
  }
  // The bundle's names carry a hash of their content; everything else is asked for again each time, and sent if it changed.
  const forever = /-[A-Z0-9]{8}\.\w+$/.test(file);
  const headers = {
    'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${found.mtimeMs.toString(36)}-${found.size.toString(36)}"`,
  };
  if (response.req.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
  });
  await pipeline(createReadStream(file), response).catch(() => response.destroy());
}

function decodePath(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
