import { natsConfig, natsUsers, type NatsPasswords } from '@cartwright/servers';

/**
 * The configuration of nats-server in its container: that of a private one, with the passwords left to the container's
 * environment. Committed as `stack/docker/nats-server.conf`.
 */
export function dockerNatsConfig(): string {
  const passwords = natsUsers.map((user) => [user, `$NATS_${user.toUpperCase()}_PASSWORD`]);
  return natsConfig({
    host: '0.0.0.0',
    port: 4222,
    storeDir: '/data/jetstream',
    passwords: Object.fromEntries(passwords) as NatsPasswords,
    syncAlways: true,
    monitorPort: 8222,
  });
}
