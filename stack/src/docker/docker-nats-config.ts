import { domains } from '../domains.ts';
import { natsConfig, type NatsConfig } from '../services/nats-config.ts';

/**
 * The configuration of nats-server in its container: that of a private one, with the passwords left to the container's
 * environment. Committed as `stack/docker/nats-server.conf`.
 */
export function dockerNatsConfig(): string {
  const passwords = [...domains, 'admin', 'system'].map((user) => [
    user,
    `$NATS_${user.toUpperCase()}_PASSWORD`,
  ]);
  return natsConfig({
    host: '0.0.0.0',
    port: 4222,
    storeDir: '/data/jetstream',
    passwords: Object.fromEntries(passwords) as NatsConfig['passwords'],
    syncAlways: true,
    monitorPort: 8222,
  });
}
