/** Commands speak to the running product over HTTP, through the page's proxy as the buttons do. */
import { parseArgs } from 'node:util';

/** `--url`, or where `npm start` listens. Ends the process with its usage where something else is given. */
export function productAddress(usage) {
  try {
    const { values } = parseArgs({ options: { url: { type: 'string' }, help: { type: 'boolean', default: false } } });
    if (values.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    return values.url ?? `http://127.0.0.1:${process.env.IM_WORKBENCH_PORT ?? '4780'}`;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return process.exit(2);
  }
}

/** The answer's JSON. What went wrong is told in the product's own words; then the process ends with 1. */
export async function askProduct(url, path, { method = 'GET' } = {}) {
  const answer = await fetch(new URL(`/api/plugin-proxy/incidentmemory-app${path}`, url), {
    method,
    headers: { 'content-type': 'application/json', ...credentials() },
    ...(method === 'POST' ? { body: '{}' } : {}),
  }).catch(() => {
    process.stderr.write(
      `Nothing answers at ${url}. Start the product first (npm start), or give its address with --url.\n`
    );
    return process.exit(1);
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const { message = answer.statusText, action = '' } = told.error ?? told;
    process.stderr.write(`Refused (${answer.status}): ${message} ${action}\n`);
    process.exit(1);
  }
  return told;
}

/** The workbench asks for none; a Grafana wants the ones that its tests use too. */
function credentials() {
  const { GRAFANA_USER: user, GRAFANA_PASSWORD: password } = process.env;
  return user === undefined || password === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
