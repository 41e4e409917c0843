/** A process for tests: logs more than any buffer holds, reports on standard error when it has, and keeps logging. */
import { createLogger } from '../src/mod.ts';

const logger = createLogger({ name: 'chatty', level: 'info' });
setInterval(() => logger.info('still here'), 20);

for (let line = 0; line < 10_000; line += 1) logger.info({ padding: 'x'.repeat(300) }, 'hello');
console.error('has logged');
