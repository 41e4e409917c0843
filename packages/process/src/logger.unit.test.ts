import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';

it('never writes authorization headers, tokens, passwords or signatures', () => {
  let written = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const logger = createLogger({ name: 'test', level: 'info', destination });
  logger.info({ headers: { authorization: 'hunter2', 'simulator-signature': 'hunter2' } }, 'a');
  logger.info({ req: { headers: { authorization: 'hunter2', 'simulator-signature': 'hunter2' } } }, 'b');
  logger.info({ password: 'hunter2', input: { password: 'hunter2', newPassword: 'hunter2' } }, 'c');
  logger.info({ result: { refreshToken: 'hunter2', accessToken: 'hunter2' }, token: 'hunter2' }, 'd');
  expect(written.trim().split('\n')).toHaveLength(4);
  expect(written).not.toContain('hunter2');
});
