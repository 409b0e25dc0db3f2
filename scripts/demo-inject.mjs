/**
 * npm run demo:inject -- --service database --errors 120: breaks a service of the running demo. It asks the running
 * product over HTTP, through the page's proxy as the button does.
 */
import { parseArgs } from 'node:util';

const USAGE = `npm run demo:inject -- --service NAME [--kind abrupt] [--errors 120] [--over SECONDS] [--url http://127.0.0.1:4780]

Services: api-gateway, auth, database, payment, notification, user, analytics
Kinds: abrupt (a number of errors), slow, cascade, silent, flapping, after-deploy (these happen to its requests)
`;

const { values } = readArguments();
const url = values.url ?? `http://127.0.0.1:${process.env.IM_WORKBENCH_PORT ?? '4780'}`;
const body = {
  service: values.service,
  kind: values.kind,
  errors: Number(values.errors),
  ...(values.over === undefined ? {} : { overSeconds: Number(values.over) }),
};

try {
  const answer = await fetch(new URL('/api/plugin-proxy/incidentmemory-app/v1/demo/inject', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials() },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) {
    const what = told.kind === 'abrupt' ? `says ${told.errors} errors within` : `fails (${told.kind}) for`;
    process.stdout.write(`${told.service} ${what} ${told.overSeconds} s. See ${url}\n`);
  } else {
    const { message = answer.statusText, action = '' } = told.error ?? told;
    process.stderr.write(`Not injected (${answer.status}): ${message} ${action}\n`);
    process.exitCode = 1;
  }
} catch {
  process.stderr.write(
    `Nothing answers at ${url}. Start the product first (npm start), or give its address with --url.\n`
  );
  process.exitCode = 1;
}

function readArguments() {
  try {
    const read = parseArgs({
      options: {
        service: { type: 'string' },
        errors: { type: 'string', default: '120' },
        kind: { type: 'string', default: 'abrupt' },
        over: { type: 'string' },
        url: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (read.values.help || read.values.service === undefined) {
      process.stdout.write(USAGE);
      process.exit(read.values.help ? 0 : 2);
    }
    return read;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return process.exit(2);
  }
}

/** The workbench asks for none; a Grafana wants the ones that its tests use too. */
function credentials() {
  const { GRAFANA_USER: user, GRAFANA_PASSWORD: password } = process.env;
  return user === undefined || password === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
