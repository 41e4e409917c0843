import { databaseUrl, freePort, loadSecrets, type Domain } from '@cartwright/stack';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A way from a process to something that it needs, which can be cut. */
export interface Link {
  /** `orders-2 → nats` */
  readonly name: string;
  readonly process: string;
  readonly to: 'postgres' | 'nats' | 'redis' | 'smtp' | 'simulator' | 'webhooks';
  readonly proxy: TcpProxy;
}

/** Every link of a store, and what its processes must be told to use them. */
export interface Links {
  readonly all: readonly Link[];
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The ports that the services must have, since the links lead there. */
  readonly ports: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** A process and the domain whose code it runs. */
export interface Member {
  readonly process: string;
  readonly domain: Domain;
}

const listeners = ['postgres', 'nats', 'redis', 'smtp', 'simulator', 'payments'] as const;
type Ports = Record<(typeof listeners)[number], number>;

/** Opens a link from each process to each service that it uses, before any of them runs. */
export async function openLinks(dataDir: string, members: readonly Member[]): Promise<Links> {
  const ports = await choosePorts();
  const env: Record<string, Record<string, string>> = {};
  const all: Link[] = [];
  const lead = async (process: string, to: Link['to'], port: number): Promise<number> => {
    const proxy = await startTcpProxy(port);
    all.push({ name: `${process} → ${to}`, process, to, proxy });
    return proxy.port;
  };
  for (const member of members) env[member.process] = await linkMember(member, { dataDir, ports, lead });
  const webhooks = await lead('simulator', 'webhooks', ports.payments);
  env['simulator'] = { WEBHOOK_URL: `http://127.0.0.1:${webhooks}/webhooks/simulator` };
  return {
    all,
    env,
    ports,
    stop: async () => {
      await Promise.all(all.map(({ proxy }) => proxy.stop()));
    },
  };
}

async function choosePorts(): Promise<Ports> {
  const chosen: number[] = [];
  while (chosen.length < listeners.length) chosen.push(await freePort(0, new Set(chosen)));
  return Object.fromEntries(listeners.map((name, index) => [name, chosen[index]])) as Ports;
}

interface Linking {
  readonly dataDir: string;
  readonly ports: Ports;
  readonly lead: (process: string, to: Link['to'], port: number) => Promise<number>;
}

async function linkMember(
  { process, domain }: Member,
  { dataDir, ports, lead }: Linking,
): Promise<Record<string, string>> {
  const secrets = loadSecrets(dataDir);
  const postgres = await lead(process, 'postgres', ports.postgres);
  const nats = await lead(process, 'nats', ports.nats);
  const redis = await lead(process, 'redis', ports.redis);
  return {
    DATABASE_URL: databaseUrl(
      `postgresql://127.0.0.1:${postgres}/postgres`,
      domain,
      secrets.databasePasswords[domain],
    ),
    NATS_URL: `nats://${domain}:${secrets.natsPasswords[domain]}@127.0.0.1:${nats}`,
    REDIS_URL: `redis://127.0.0.1:${redis}`,
    ...(domain === 'notifications' && {
      SMTP_URL: `smtp://127.0.0.1:${await lead(process, 'smtp', ports.smtp)}`,
    }),
    ...(domain === 'payments' && {
      PAYMENT_SIMULATOR_URL: `http://127.0.0.1:${await lead(process, 'simulator', ports.simulator)}`,
    }),
  };
}
