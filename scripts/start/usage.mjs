import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../prepare.mjs';

const USAGE = `npm start [-- options]

Builds what is needed, then starts the sidecar on the embedded store, a page to look at it, and the demo.

  --no-demo        without the seven demo services
  --data-dir DIR   where everything is kept (default: data in this folder, or IM_DATA_DIR)
  --grafana HOME   a Grafana at hand instead of the workbench: starts HOME/bin/grafana with our settings
  --verbose        shows the sidecar's whole log
  --help           this text

Ports: IM_PORT (4785), IM_INTAKE_PORT (4786), IM_WORKBENCH_PORT (4780; with --grafana 3000); 0 takes a free one.
`;

/** What was asked for; ends the program for --help and for what it does not understand. */
export function readUsage(argv) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        'no-demo': { type: 'boolean', default: false },
        'data-dir': { type: 'string' },
        grafana: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const { env } = process;
  const grafana = values.grafana === undefined ? null : path.resolve(values.grafana);
  return {
    demo: !values['no-demo'],
    verbose: values.verbose,
    grafana,
    dataFolder: path.resolve(values['data-dir'] ?? env.IM_DATA_DIR ?? path.join(ROOT, 'data')),
    ports: {
      sidecar: portOf('IM_PORT', 4785),
      intake: portOf('IM_INTAKE_PORT', 4786),
      page: portOf('IM_WORKBENCH_PORT', grafana === null ? 4780 : 3000),
    },
  };
}

function portOf(name, usual) {
  const given = process.env[name];
  const port = given === undefined || given === '' ? usual : Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    process.stderr.write(`${name} is ${given}; a port is a number from 0 to 65535.\n`);
    process.exit(2);
  }
  return port;
}
