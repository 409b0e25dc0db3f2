import net from 'node:net';

const NAMES = { sidecar: 'IM_PORT', intake: 'IM_INTAKE_PORT', page: 'IM_WORKBENCH_PORT' };

/** A sentence for each port that somebody else holds; 0 is never held. */
export async function takenPorts(ports) {
  const problems = [];
  for (const [use, port] of Object.entries(ports)) {
    if (port !== 0 && !(await isFree(port))) {
      problems.push(
        `Port ${port} (${use}) is in use by another program. Stop that program, or choose another port: ${NAMES[use]}=${port + 1000} npm start`
      );
    }
  }
  return problems;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** For a program that cannot be asked which free port it took. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
