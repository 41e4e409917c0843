import { domains } from '@cartwright/events';
import {
  gatewayPermissions,
  permissionsOf,
  storeRoutes,
  type NatsPermissions,
  type Routes,
} from './nats-permissions.ts';

/** Who may log in to NATS: every domain, the gateways, an administrator, and the system account. */
export const natsUsers = [...domains, 'gateway', 'admin', 'system'] as const;

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
  /** Who sends what to whom, from which the permissions follow; every message of the store when not given. */
  readonly routes?: Routes | undefined;
  /** The limit for all streams together; 20 GB when not given. */
  readonly maxStoreBytes?: number | undefined;
}

/**
 * Writes the configuration of nats-server: JetStream, one account, one user per domain with the permissions that the
 * messages of the store need, and an explicit system account (CVE-2023-47090 lives in 2.9.10 without one).
 */
export function natsConfig(config: NatsConfig): string {
  const { routes = storeRoutes } = config;
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
${domains.map((domain) => userBlock(domain, config.passwords[domain], permissionsOf(domain, routes))).join('\n')}
${userBlock('gateway', config.passwords.gateway, gatewayPermissions(routes))}
    ]
  }
}
`;
}

/**
 * No login may answer whoever asks (`allow_responses`): nats-server would remember each message with a reply subject, which those of
 * JetStream have, for two minutes, and beyond 4096 look through all of them for each that follows.
 */
function userBlock(user: NatsUser, password: string, { publish, subscribe }: NatsPermissions): string {
  return `      {
        user: ${user}, password: ${quote(password)}
        permissions {
          publish: [
${publish.map((subject) => `            ${JSON.stringify(subject)}`).join('\n')}
          ]
          subscribe: ${JSON.stringify(subscribe)}
        }
      }`;
}

/** nats-server resolves `$NAME` from its environment only when it is unquoted. */
function quote(password: string): string {
  return password.startsWith('$') ? password : JSON.stringify(password);
}
