import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { SidecarClient } from '../chaos/sidecar-client.ts';
import { INTAKE_TOKEN } from '../support/processes/running-sidecar.ts';
import {
  errorsIn,
  prepareSidecar,
  startProcess,
  type Addresses,
  type SidecarPlace,
  type SidecarProcess,
} from '../support/processes/sidecar-process.ts';
import { until } from '../support/until.ts';

jest.setTimeout(120_000);

const running: SidecarProcess[] = [];
const places: SidecarPlace[] = [];

function place(environment: Record<string, string> = {}): SidecarPlace {
  const prepared = prepareSidecar(environment);
  places.push(prepared);
  return prepared;
}

function start(at: SidecarPlace): SidecarProcess {
  const sidecar = startProcess(at);
  running.push(sidecar);
  return sidecar;
}

/** Arrived in part: the sidecar says 100 to it and waits for the body. */
async function halfRequest({ intake }: Addresses): Promise<Socket> {
  const { hostname, port } = new URL(intake);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const head = ['POST /intake/otlp/v1/logs HTTP/1.1', 'host: sidecar', `authorization: Bearer ${INTAKE_TOKEN}`];
  const body = ['content-type: application/json', 'content-length: 1000', 'expect: 100-continue', '', '{'];
  socket.write([...head, ...body].join('\r\n'));
  await once(socket, 'data');
  return socket;
}

afterEach(async () => {
  for (const sidecar of running.splice(0)) {
    sidecar.send('SIGKILL');
    await sidecar.ended;
  }
  places.splice(0).forEach((prepared) => prepared.remove());
});

describe('the process', () => {
  it('asked to stop under load it finishes what it accepted, refuses what is new, and ends with 0 within 10 s', async () => {
    const home = place();
    const sidecar = start(home);
    const client = new SidecarClient(await sidecar.ready);
    const acknowledged: string[] = [];
    const refused: number[] = [];
    let isStopping = false;
    let unansweredBefore = 0;
    const sender = async (lane: number) => {
      for (let request = 0; request < 500; request += 1) {
        const message = `line ${lane} ${request} done`;
        const began = isStopping;
        const answer = await client.sendLines([{ service: 'sender', level: 'INFO', message }]).catch(() => null);
        if (answer?.status === 200) {
          acknowledged.push(message);
        } else if (answer === null) {
          unansweredBefore += began ? 0 : 1;
          return;
        } else {
          refused.push(answer.status);
          return;
        }
      }
    };
    const load = Promise.all(Array.from({ length: 16 }, (_, lane) => sender(lane)));
    await until('load', () => acknowledged.length > 200);
    const asked = Date.now();
    isStopping = true;
    sidecar.send('SIGTERM');
    const ending = await sidecar.ended;
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(ending).toEqual({ code: 0, signal: null });
    await load;
    // What had begun before was answered; what came after was sent away in words, or found nobody.
    expect(unansweredBefore).toBe(0);
    expect(refused.filter((status) => status !== 503)).toEqual([]);
    expect(errorsIn(sidecar.log)).toEqual([]);

    const again = start(home);
    const reader = new SidecarClient(await again.ready);
    const found = await reader.lines('sender', { from: asked - 60_000, to: Date.now() + 60_000 });
    expect(found.map(({ message }) => message).sort()).toEqual([...acknowledged].sort());
  });

  it('a second signal ends it at once, whatever it still waits for', async () => {
    const sidecar = start(place());
    // An orderly shutdown waits for the rest of it.
    const socket = await halfRequest(await sidecar.ready);
    sidecar.send('SIGTERM');
    await until('it stops', () => sidecar.log.some((line) => line.includes('"stopping"')));
    const asked = Date.now();
    sidecar.send('SIGTERM');
    expect(await sidecar.ended).toEqual({ code: 130, signal: null });
    expect(Date.now() - asked).toBeLessThan(2000);
    socket.destroy();
  });

  it('a sender that stays silent in the middle of a request does not hold it up', async () => {
    const sidecar = start(place());
    const socket = await halfRequest(await sidecar.ready);
    const asked = Date.now();
    sidecar.send('SIGTERM');
    expect(await sidecar.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(10_000);
    socket.destroy();
  });

  it('a second one on the same data folder is refused with a sentence, and the first goes on', async () => {
    const home = place();
    const first = start(home);
    const addresses = await first.ready;
    const second = start(home);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.said()).toContain(`Another Incident Memory is running on the data folder ${home.dataFolder}`);
    expect(second.said()).toContain('stop the other one');
    const answer = await new SidecarClient(addresses).sendLines([{ service: 'sender' }]);
    expect(answer.status).toBe(200);
  });

  const asRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0 ? it : it.skip;
  asRootOnLinux('a full disk is a clear refusal: reading goes on, and with room again so does writing', async () => {
    const home = place();
    const mount = (...options: string[]) => execFileSync('mount', [...options, 'tmpfs', home.dataFolder]);
    mkdirSync(home.dataFolder);
    mount('-t', 'tmpfs', '-o', 'size=6m');
    try {
      const sidecar = start(home);
      const client = new SidecarClient(await sidecar.ready);
      const alert = { service: 'disk', fingerprint: 'f-1', startsAt: new Date().toISOString() };
      expect((await client.sendAlert(alert)).status).toBe(200);
      let acknowledged = 0;
      const send = async () => {
        const lines = Array.from({ length: 20 }, () => ({
          service: 'sender',
          level: 'INFO' as const,
          message: `measured ${manyNumbers()}`,
        }));
        const answer = await client.sendLines(lines);
        acknowledged += answer.status === 200 ? 1 : 0;
        return answer;
      };
      const refusal = await until(
        'a refusal',
        async () => {
          const answer = await send();
          return answer.status !== 200 && answer;
        },
        60_000
      );
      expect(refusal).toMatchObject({ status: 503, body: { error: { code: 'IM_SPOOL_FULL', retryable: true } } });
      expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(acknowledged).toBeGreaterThan(5);
      // Reading goes on, and says what waits.
      const overview = await client.overview();
      expect(overview.incidents).toHaveLength(1);
      const [incident] = overview.incidents;
      const note = () => client.act(`/v1/incidents/${incident?.id ?? ''}/notes`, { body: { text: 'full' }, key: 'k' });
      const refusedNote = await note();
      expect([200, 503]).toContain(refusedNote.status);

      mount('-o', 'remount,size=256m');
      await until('writing again', async () => (await send()).status === 200, 30_000);
      await until('an empty spool', async () => (await client.overview()).spool.batches === 0, 60_000);
      expect((await note()).status).toBe(200);
      const found = await client.lines('sender', { from: Date.now() - 300_000, to: Date.now() + 60_000 });
      expect(found).toHaveLength(acknowledged * 20);
      sidecar.send('SIGTERM');
      expect((await sidecar.ended).code).toBe(0);
    } finally {
      running.forEach((sidecar) => sidecar.send('SIGKILL'));
      await Promise.all(running.map(({ ended }) => ended));
      execFileSync('umount', [home.dataFolder]);
    }
  });
});

/** Seven kilobytes that no packing makes much smaller. */
function manyNumbers(): string {
  return Array.from({ length: 1000 }, () => Math.floor(Math.random() * 1_000_000)).join(' ');
}
