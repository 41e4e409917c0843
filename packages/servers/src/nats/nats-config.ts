import { domains, type Domain } from '@cartwright/events';

/** Who may log in to NATS: every domain, an administrator, and the system account. */
export const natsUsers = [...domains, 'admin', 'system'] as const;

/** The name of a NATS user. */
export type NatsUser = (typeof natsUsers)[number];

/** The password of each user; letters, digits and hyphens only, since it is part of URLs. */
export type NatsPasswords = Readonly<Record<NatsUser, string>>;

/** The settings of nats-server. */
export interface NatsConfig {
  readonly host: string;
  readonly port: number;
  readonly storeDir: string;
  /** Password, or the reference to a variable such as `$NATS_ORDERS_PASSWORD`. */
  readonly passwords: NatsPasswords;
  /** Written from nats-server 2.10 on; 2.9 refuses the setting. */
  readonly syncAlways: boolean;
  /** The port of its health endpoint, on 127.0.0.1. */
  readonly monitorPort?: number;
  /** The limit for all streams together; 20 GB when not given. */
  readonly maxStoreBytes?: number | undefined;
}

/**
 * Writes the configuration of nats-server: JetStream, one account, one user per domain that may publish its own
 * subjects only, and an explicit system account (CVE-2023-47090 lives in 2.9.10 without one).
 */
export function natsConfig(config: NatsConfig): string {
  return `host: ${config.host}
port: ${config.port}
server_name: cartwright
${config.monitorPort === undefined ? '' : `http: 127.0.0.1:${config.monitorPort}\n`}jetstream {
  store_dir: ${JSON.stringify(config.storeDir)}
  max_memory_store: 64MB
  max_file_store: ${config.maxStoreBytes ?? '20GB'}
${config.syncAlways ? '  sync_interval: always\n' : ''}}
system_account: SYSTEM
accounts {
  SYSTEM { users: [{ user: system, password: ${quote(config.passwords.system)} }] }
  CARTWRIGHT {
    jetstream: enabled
    users: [
      { user: admin, password: ${quote(config.passwords.admin)} }
${domains.map((domain) => domainUser(domain, config.passwords[domain])).join('\n')}
    ]
  }
}
`;
}

function domainUser(domain: Domain, password: string): string {
  const publish = JSON.stringify(publishable(domain));
  return `      {
        user: ${domain}, password: ${quote(password)}
        permissions { publish: ${publish}, subscribe: ["_INBOX.>"] }
      }`;
}

/** A domain publishes to its own subjects, manages its own stream, and reads every stream through its own consumers. */
function publishable(domain: Domain): string[] {
  const stream = domain.toUpperCase();
  return [
    `from.${domain}.>`,
    '$JS.API.INFO',
    '$JS.API.STREAM.NAMES',
    '$JS.API.STREAM.LIST',
    '$JS.API.STREAM.INFO.*',
    '$JS.API.STREAM.MSG.GET.*',
    ...['CREATE', 'UPDATE', 'PURGE', 'DELETE'].map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
    '$JS.API.DIRECT.GET.>',
    '$JS.API.CONSUMER.>',
    '$JS.ACK.>',
    '$JS.FC.>',
    '_INBOX.>',
  ];
}

/** nats-server resolves `$NAME` from its environment only when it is unquoted. */
function quote(password: string): string {
  return password.startsWith('$') ? password : JSON.stringify(password);
}
