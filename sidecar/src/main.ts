import { composeSidecar } from './compose-sidecar.ts';
import { readConfiguration } from './platform/configuration/read-configuration.ts';
import { createLogger } from './platform/logger.ts';
import { StoreUnavailable } from './ports/stores/store-failure.ts';

/** The process: reads the configuration, starts the sidecar, and stops it when told to. */
const read = readConfiguration(process.env);
if (!read.ok) {
  for (const { key, problem } of read.failure) {
    process.stderr.write(`${key}: ${problem}\n`);
  }
  process.stderr.write(
    'The sidecar does not start with this configuration. docs/configuration.md explains every key.\n'
  );
  process.exit(2);
}

const logger = createLogger(read.value.configuration.logLevel);
process.on('uncaughtException', (error) => {
  logger.fatal({ err: error }, 'a bug: the process ends and is to be started again; nothing acknowledged is lost');
  process.exit(70);
});

try {
  const sidecar = await composeSidecar({
    ...read.value,
    logger,
    onStoreDeath: (sentence) => {
      logger.fatal({ store: sentence }, 'the process ends and is to be started again; nothing acknowledged is lost');
      process.exit(70);
    },
  });
  const addresses = await sidecar.start();
  logger.info({ ...addresses, store: sidecar.stores.kind }, 'ready');
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) {
      process.exit(130);
    }
    stopping = true;
    logger.info('stopping');
    const orderly = await sidecar.stop();
    process.exit(orderly ? 0 : 1);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
} catch (error) {
  if (!(error instanceof StoreUnavailable) && (error as NodeJS.ErrnoException).code === undefined) {
    throw error;
  }
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
