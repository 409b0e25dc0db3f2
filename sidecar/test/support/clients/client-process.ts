import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ClientError {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
}

/** Tests look into answers of many shapes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

/** A published client in a process of its own, called line by line. */
export class ClientProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly complaints: string[] = [];

  constructor(command: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.child = spawn(command, [...args], { env: { ...process.env, ...environment } });
    this.child.stderr.on('data', (part: Buffer) => this.complaints.push(part.toString()));
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** What the client returned; throws where it threw. */
  async call(method: string, args: readonly unknown[] = [], named: object = {}): Promise<Any> {
    const { answer, error } = await this.tell(method, args, named);
    if (error !== undefined) {
      throw new Error(`${method}: ${error.name} ${error.code ?? ''} ${error.message}`);
    }
    return answer;
  }

  /** What the client threw; throws where it did not. */
  async refused(method: string, args: readonly unknown[] = [], named: object = {}): Promise<ClientError> {
    const { answer, error } = await this.tell(method, args, named);
    if (error === undefined) {
      throw new Error(`${method} was answered: ${JSON.stringify(answer)}`);
    }
    return error;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await ended;
  }

  private async tell(
    method: string,
    args: readonly unknown[],
    named: object
  ): Promise<{ answer?: Any; error?: ClientError }> {
    this.child.stdin.write(`${JSON.stringify({ method, args, named })}\n`);
    const { value, done } = await this.lines.next();
    if (done === true) {
      throw new Error(`the client ended: ${this.complaints.join('').slice(-2000)}`);
    }
    return JSON.parse(String(value)) as { answer?: Any; error?: ClientError };
  }
}
