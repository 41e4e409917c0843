import { execFileSync } from 'node:child_process';
import { jwtVerify, createRemoteJWKSet } from 'jose';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from './create-test-database.ts';
import { openPoolDatabase } from './pool-database.ts';
import { startTestIssuer } from './start-test-issuer.ts';
import { startTestRedis } from './start-test-redis.ts';
import { startTestSmtp } from './start-test-smtp.ts';
import { wrongClock } from './wrong-clock.ts';

describe('what tests stand on', () => {
  it('gives each test a database of its own, with the tables of messaging', async () => {
    const [one, two] = await Promise.all([createTestDatabase('messaging'), createTestDatabase('messaging')]);
    await using stack = new AsyncDisposableStack();
    for (const made of [one, two]) stack.use(made);
    const [first, second] = [one, two].map(({ url }) => stack.use(openPoolDatabase(url)));
    await first?.$executeRawUnsafe(
      `INSERT INTO messaging.relay_state (stream, stream_created, last_seq) VALUES ('S', 'now', 1)`,
    );
    const count = 'SELECT count(*)::int AS count FROM messaging.relay_state';
    expect(await first?.$queryRawUnsafe(count)).toEqual([{ count: 1 }]);
    expect(await second?.$queryRawUnsafe(count)).toEqual([{ count: 0 }]);
  });

  it('shifts the clock of a process, and nothing else', () => {
    const offMs = -10 * 60_000;
    const script = 'console.log(JSON.stringify([Date.now(), new Date(), new Date(5), Date.UTC(1970)]))';
    const env = { ...process.env, ...wrongClock(offMs) };
    const printed = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
    const [now, today, given, utc] = JSON.parse(printed) as [number, string, string, number];
    expect(Math.abs(now - Date.now() - offMs)).toBeLessThan(30_000);
    expect(Math.abs(Date.parse(today) - now)).toBeLessThan(1000);
    expect([given, utc]).toEqual([new Date(5).toISOString(), 0]);
  });

  it('undoes a transaction whose work fails', async () => {
    await using made = await createTestDatabase('messaging');
    await using database = openPoolDatabase(made.url);
    const failing = database.transaction(async (tx) => {
      await tx.$executeRawUnsafe('CREATE TABLE half (id int)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.$queryRawUnsafe(`SELECT to_regclass('half') AS name`)).toEqual([{ name: null }]);
  });

  it('signs tokens that the published keys verify', async () => {
    await using issuer = await startTestIssuer();
    const token = await issuer.mintToken({ id: 'user-1', role: 'STAFF', guestId: 'guest-1' });
    const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: 'cartwright',
      audience: 'cartwright',
    });
    expect(protectedHeader.alg).toBe('EdDSA');
    expect(payload).toMatchObject({ sub: 'user-1', role: 'STAFF', guest: 'guest-1' });
  });

  it('takes mail and finds it', async () => {
    await using smtp = await startTestSmtp();
    const transport = createTransport(smtp.url);
    await transport.sendMail({
      from: 'shop@example.com',
      to: 'ann@example.com',
      subject: 'Thanks',
      text: 'Hello',
    });
    transport.close();
    const mail = await smtp.waitForMail(({ subject }) => subject === 'Thanks');
    expect(mail.to?.[0]?.address).toBe('ann@example.com');
    expect(mail.text?.trim()).toBe('Hello');
  });

  it('starts an empty Redis', async () => {
    await using redis = await startTestRedis();
    const client = new Redis(redis.adminUrl);
    expect(await client.dbsize()).toBe(0);
    client.disconnect();
  });
});
