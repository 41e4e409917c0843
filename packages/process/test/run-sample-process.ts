/** A process for tests: `run-sample-process.ts <start> <close>` where start is ok or fails, close is ok or hangs. */
import { createLogger, runProcess } from '../src/mod.ts';

const [starting, closing] = process.argv.slice(2);
const logger = createLogger({ name: 'sample', level: 'info' });
const hold = setInterval(() => undefined, 60_000);

await runProcess({
  name: 'sample',
  logger,
  drainTimeoutMs: 200,
  start: () => {
    if (starting === 'fails') return Promise.reject(new Error('the port is taken'));
    logger.info('started');
    return Promise.resolve({ close });
  },
});

function close(): Promise<void> {
  if (closing === 'hangs') return new Promise(() => undefined);
  clearInterval(hold);
  return Promise.resolve();
}
