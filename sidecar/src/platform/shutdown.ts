import type { Logger } from 'pino';

export interface Stage {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/** After this the process ends all the same: whoever stops us has a limit of its own. */
const PATIENCE_MS = 9_000;

/**
 * Stops in order: refuse what is new, finish what was accepted, close what it rests on. A stage that fails is
 * logged and the next one runs. Resolves to false where patience ran out.
 */
export async function shutDown(
  stages: readonly Stage[],
  logger: Logger,
  patienceMs: number = PATIENCE_MS
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const orderly = (async () => {
    for (const { name, run } of stages) {
      try {
        await run();
      } catch (error) {
        logger.error({ err: error, stage: name }, 'a stage of the shutdown failed');
      }
    }
    return true;
  })();
  const done = await Promise.race([orderly, patience]);
  clearTimeout(timer);
  return done;
}
