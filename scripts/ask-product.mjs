/** Commands speak to the running product over HTTP, through the page's proxy as the buttons do. */
import { parseArgs } from 'node:util';

/** The address given with `--url`, or where `npm start` listens. */
export function productAddress(given) {
  return given ?? `http://127.0.0.1:${process.env.IM_WORKBENCH_PORT ?? '4780'}`;
}

/** What was given on the command line. Ends the process with the usage where it does not fit, or is asked for. */
export function readArguments(options, usage, { allowPositionals = false } = {}) {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals,
      options: { ...options, url: { type: 'string' }, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    return { ...values, positionals };
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return process.exit(2);
  }
}

/** The answer's JSON; with a body it is posted. What went wrong is told in the product's own words; then the process ends with 1. */
export async function askProduct(url, path, body) {
  return (await openProduct(url, path, body)).json();
}

/** The answer itself, for what is too long to be had in one piece. */
export async function openProduct(url, path, body) {
  const answer = await fetch(new URL(`/api/plugin-proxy/incidentmemory-app${path}`, url), {
    headers: { 'content-type': 'application/json', ...credentials() },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => {
    process.stderr.write(
      `Nothing answers at ${url}. Start the product first (npm start), or give its address with --url.\n`
    );
    return process.exit(1);
  });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    const { message = answer.statusText, action = '' } = told.error ?? told;
    process.stderr.write(`Refused (${answer.status}): ${message} ${action}\n`);
    process.exit(1);
  }
  return answer;
}

/** The workbench asks for none; a Grafana wants the ones that its tests use too. */
function credentials() {
  const { GRAFANA_USER: user, GRAFANA_PASSWORD: password } = process.env;
  return user === undefined || password === undefined
    ? {}
    : { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
