import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const PATIENCE_MS = 12_000;
const LAST_LINES = 40;

/**
 * The programs that make up the running product. They stop in the opposite order of their start, so that what is in
 * front goes first; when one ends by itself, all do.
 */
export class Children {
  #started = [];
  #stopping = null;
  #failure = Promise.withResolvers();

  /** Never resolves; rejects with a sentence when one of them ends without having been told to. */
  get watch() {
    return this.#failure.promise;
  }

  /**
   * Each gets a process group of its own: a Ctrl-C in the terminal then reaches us alone, and the order is ours.
   * `onLine` sees every line of its standard output.
   */
  start({ name, command, args, env, cwd, onLine = () => undefined }) {
    const process_ = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const child = { name, process: process_, lastLines: [], ended: null };
    child.ended = new Promise((resolve) => {
      process_.once('error', (error) => resolve(error.message));
      process_.once('close', (code, signal) => resolve(signal === null ? `code ${code}` : `signal ${signal}`));
    });
    for (const stream of [process_.stdout, process_.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        child.lastLines = [...child.lastLines.slice(1 - LAST_LINES), line];
        onLine(line);
      });
    }
    this.#started.push(child);
    void child.ended.then((how) => {
      if (this.#stopping === null) {
        const said = child.lastLines.join('\n');
        const told = `The ${name} ended by itself (${how}); what it said last stands above. Everything is stopped.`;
        this.#failure.reject(new Error(`${said}\n${told}`));
      }
    });
    return child;
  }

  /** In order, each with its time to finish. */
  stop() {
    this.#stopping ??= (async () => {
      for (const child of [...this.#started].reverse()) {
        const timer = setTimeout(() => kill(child, 'SIGKILL'), PATIENCE_MS);
        kill(child, 'SIGTERM');
        await child.ended;
        clearTimeout(timer);
      }
    })();
    return this.#stopping;
  }

  killAll() {
    for (const child of this.#started) {
      kill(child, 'SIGKILL');
    }
  }
}

function kill(child, signal) {
  try {
    process.kill(-child.process.pid, signal);
  } catch {
    // It has ended already.
  }
}
