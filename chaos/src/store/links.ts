import { domains, type Domain } from '@cartwright/events';
import { databaseUrl } from '@cartwright/migrations';
import { freePort } from '@cartwright/servers';
import { loadSecrets } from '@cartwright/stack';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A connection from a process to something that it needs, through a proxy that can cut it. */
export interface Link {
  /** `orders-2 → nats` */
  readonly name: string;
  readonly process: string;
  readonly to: Service | 'webhooks' | 'subgraph';
  readonly proxy: TcpProxy;
}

/** Every link of a store, and the variables that make its processes use them. */
export interface Links {
  readonly all: readonly Link[];
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The ports on which the services must listen, since the links connect to them. */
  readonly ports: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** A process and the domain whose code it runs. */
export interface Member {
  readonly process: string;
  readonly domain: Domain;
}

const services = ['postgres', 'nats', 'redis', 'smtp', 'simulator'] as const;
type Service = (typeof services)[number];
type Ports = Readonly<Record<string, number>>;

/** The processes of a store. */
export interface Population {
  readonly members: readonly Member[];
  readonly gateways: readonly string[];
}

/** Opens a link from each process to everything that it connects to, before any of them runs. */
export async function openLinks(dataDir: string, { members, gateways }: Population): Promise<Links> {
  const ports = await choosePorts([...services, ...members.map(({ process }) => process)]);
  const env: Record<string, Record<string, string>> = {};
  const all: Link[] = [];
  const lead: Linking['lead'] = async (process, to, listener = to) => {
    const proxy = await startTcpProxy(ports[listener] ?? 0);
    all.push({ name: `${process} → ${to === 'subgraph' ? listener : to}`, process, to, proxy });
    return proxy.port;
  };
  const linking = { dataDir, members, lead };
  for (const member of members) env[member.process] = await linkMember(member, linking);
  for (const gateway of gateways) env[gateway] = await linkGateway(gateway, linking);
  const webhooks = await lead('simulator', 'webhooks', 'payments');
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

async function choosePorts(listeners: readonly string[]): Promise<Ports> {
  const chosen: number[] = [];
  while (chosen.length < listeners.length) chosen.push(await freePort(0, new Set(chosen)));
  return Object.fromEntries(listeners.map((name, index) => [name, chosen[index] ?? 0]));
}

interface Linking {
  readonly dataDir: string;
  readonly members: readonly Member[];
  /** Opens a link and returns its port; `listener` names what listens at its end, where `to` does not. */
  readonly lead: (process: string, to: Link['to'], listener?: string) => Promise<number>;
}

async function linkMember({ process, domain }: Member, linking: Linking): Promise<Record<string, string>> {
  const { dataDir, lead } = linking;
  const secrets = loadSecrets(dataDir);
  const postgres = await lead(process, 'postgres');
  const nats = await lead(process, 'nats');
  return {
    AUTHORITY: '', // each caller addresses it by a link of its own
    DATABASE_URL: databaseUrl(
      `postgresql://127.0.0.1:${postgres}/postgres`,
      domain,
      secrets.databasePasswords[domain],
    ),
    NATS_URL: `nats://${domain}:${secrets.natsPasswords[domain]}@127.0.0.1:${nats}`,
    ...(domain === 'orders' && (await linkToSubgraphs(process, ['carts'], linking))),
    ...(domain === 'notifications' && {
      SMTP_URL: `smtp://127.0.0.1:${await lead(process, 'smtp')}`,
    }),
    ...(domain === 'payments' && {
      PAYMENT_SIMULATOR_URL: `http://127.0.0.1:${await lead(process, 'simulator')}`,
    }),
  };
}

async function linkGateway(process: string, linking: Linking): Promise<Record<string, string>> {
  const redis = await linking.lead(process, 'redis');
  const nats = await linking.lead(process, 'nats');
  const { redisPasswords, natsPasswords } = loadSecrets(linking.dataDir);
  return {
    REDIS_URL: `redis://gateway:${redisPasswords.gateway}@127.0.0.1:${redis}`,
    NATS_URL: `nats://gateway:${natsPasswords.gateway}@127.0.0.1:${nats}`,
    ...(await linkToSubgraphs(process, domains, linking)),
  };
}

/** Gives `CARTS_URL` and the like: a link to each replica. */
async function linkToSubgraphs(
  process: string,
  to: readonly Domain[],
  { members, lead }: Linking,
): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const domain of to) {
    const replicas = members.filter((member) => member.domain === domain);
    const urls: string[] = [];
    for (const replica of replicas) {
      urls.push(`http://127.0.0.1:${await lead(process, 'subgraph', replica.process)}`);
    }
    env[`${domain.toUpperCase()}_URL`] = urls.join(',');
  }
  return env;
}
