import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../until.ts';

export interface RsyslogDaemon {
  /** Lines as programs write them to syslog, `<priority>time host program: text`. */
  log(lines: readonly string[]): Promise<void>;
  /** What it was refused for good. */
  refused(): string;
  stop(): Promise<void>;
}

interface Place {
  readonly program: string;
  /** Of the documentation: an action that sends what the daemon hears. */
  readonly configuration: string;
  readonly port: number;
  readonly token: string;
}

/** An rsyslogd of our own: its folder, socket and process id are apart from those of the machine. */
export async function startRsyslog({ program, configuration, port, token }: Place): Promise<RsyslogDaemon> {
  const folder = mkdtempSync(path.join(tmpdir(), 'incident-memory-rsyslog-'));
  const socket = path.join(folder, 'log.socket');
  const errors = path.join(folder, 'refused.json');
  const configured = configuration
    .replace('/var/spool/rsyslog', folder)
    .replace('/var/log/incident-memory-refused.json', errors)
    .replace('serverport="9200"', `serverport="${port}"`)
    .replace('<token>', token)
    .replace('action.resumeInterval="2"', 'action.resumeInterval="1"');
  const file = path.join(folder, 'rsyslog.conf');
  writeFileSync(file, `module(load="imptcp")\ninput(type="imptcp" path="${socket}")\n${configured}`);
  const child = spawn(program, ['-n', '-f', file, '-i', path.join(folder, 'pid')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await until(`rsyslogd to listen; it said: ${said}`, () => existsSync(socket));
  return {
    log: (lines) =>
      new Promise((resolve, reject) => {
        const connection = connect(socket, () => connection.end(lines.map((line) => `${line}\n`).join('')));
        connection.once('close', () => resolve()).once('error', reject);
      }),
    refused: () => (existsSync(errors) ? readFileSync(errors, 'utf8') : ''),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', onExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
