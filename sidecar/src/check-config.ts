import { readConfiguration } from './platform/configuration/read-configuration.ts';
import { settingViews } from './platform/configuration/settings-of.ts';

/** `npm run check-config`: says what a start would run with, or everything that is wrong at once. */
const read = readConfiguration(process.env);
if (read.ok) {
  const { configuration, origins } = read.value;
  for (const { key, value, origin } of settingViews(configuration, origins)) {
    process.stdout.write(`${key} = ${String(value)} (${origin})\n`);
  }
  const { machineCredentials, grafanaWebhooks, githubWebhooks, kubernetes, telemetry } = configuration;
  const counts = [
    `${machineCredentials.length} machine credentials`,
    `${grafanaWebhooks.length} webhook secrets`,
    `${githubWebhooks.length} webhooks of GitHub`,
    `${kubernetes.length} clusters`,
    `${telemetry.length} log sources`,
  ];
  process.stdout.write(`${counts.join(', ')}\n`);
} else {
  for (const { key, problem } of read.failure) {
    process.stderr.write(`${key}: ${problem}\n`);
  }
  process.stderr.write(`The configuration has ${read.failure.length} problem(s); the sidecar would not start.\n`);
  process.exitCode = 2;
}
