import { auditContractsOf, witnessing } from '@cartwright/audit';
import { openDatabase, type Transaction } from '@cartwright/database';
import { createMessaging, type Messaging } from '@cartwright/messaging';
import type { BaseConfig, Logger } from '@cartwright/process';
import { v7 as uuidv7 } from 'uuid';
import { checkMessages } from './check-messages.ts';
import { createSubgraph, type Subgraph } from './create-subgraph.ts';
import type { Neighbours, SubgraphDefinition, SubgraphParts } from './define-subgraph.ts';
import { joinContexts, joinKeeping, joinOwns, joinResolvers } from './join-rooms.ts';
import { recordRefusals, type Refusals } from './refusals.ts';
import type { LocalSubgraph } from './local/local-subgraph.ts';
import type { Room } from './room.ts';
import type { Identity } from './subgraph-options.ts';

/** What one process of a subgraph is built with. */
export interface AppOptions<Config> {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: (() => Date) | undefined;
  /** The other subgraphs of this process; undefined where each is another process. */
  readonly neighbours?: Neighbours | undefined;
  /** How to find out who asks, where no room knows; by default what accounts tells over HTTP. */
  readonly identity?: Identity | undefined;
  /** How long closing waits for requests in flight. */
  readonly drainTimeoutMs?: number | undefined;
  /** Called with the text of every statement; for tests that count. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

/** One process' worth of a subgraph. */
export interface App {
  /** For the other parts of this process. */
  readonly local: LocalSubgraph;
  readonly identity: Identity;
  /** Starts messaging and what runs in the background, for this process alone. */
  readonly start: () => Promise<void>;
  /** The same, and listens. */
  readonly listen: () => Promise<{ readonly url: string }>;
  /** Ends requests and background work, then messaging with what they sent, then what rooms hold, then the database. */
  readonly close: () => Promise<void>;
}

/** Builds a subgraph from its definition; nothing runs before `listen`. */
export async function createApp<Config extends BaseConfig, Tables>(
  definition: SubgraphDefinition<Config, Tables>,
  options: AppOptions<Config>,
): Promise<App> {
  const parts = partsOf<Config, Tables>(definition, options);
  const rooms = await definition.rooms(parts);
  const messaging = messagingOf(definition, parts, rooms);
  parts.use(messaging);
  const refusals = recordRefusals(definition.name, parts);
  const server = serverOf(definition, parts, { rooms, refusals, ...options });
  const background = [...rooms.flatMap((room) => room.background ?? []), refusals.background];
  const start = async (): Promise<void> => {
    await messaging.start();
    for (const one of background) one.start();
  };
  return {
    local: server.local,
    identity: server.identity,
    start: async () => {
      await server.app.ready();
      await start();
    },
    listen: async () => {
      await start();
      return server.listen();
    },
    close: async () => {
      await Promise.all([server.close(), ...background.map((one) => one.stop())]);
      await messaging.stop();
      for (const room of rooms.toReversed()) await room.close?.();
      await parts.database.close();
    },
  };
}

/** The parts, with a messaging that passes on to the real one once that is made. */
type LateParts<Config, Tables> = SubgraphParts<Config, Tables> & {
  readonly use: (messaging: Messaging<Transaction<Tables>>) => void;
};

function partsOf<Config extends BaseConfig, Tables>(
  { plansOnce, looksUp }: SubgraphDefinition<Config, Tables>,
  { config, logger, now = () => new Date(), neighbours, onStatement }: AppOptions<Config>,
): LateParts<Config, Tables> {
  const database = openDatabase<Tables>(config.DATABASE_URL, {
    plansOnce,
    looksUp,
    onStatement,
    onConnectionError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  let made: Messaging<Transaction<Tables>> | undefined;
  return {
    config,
    logger,
    now,
    newId: () => uuidv7(),
    neighbours,
    database,
    get messaging() {
      if (made === undefined) throw new Error('Messaging is used before the subgraph is built');
      return made;
    },
    use: (messaging) => (made = messaging),
  };
}

function messagingOf<Config extends BaseConfig, Tables>(
  { name, seals }: SubgraphDefinition<Config, Tables>,
  { config, logger, now, database }: Omit<SubgraphParts<Config, Tables>, 'messaging'>,
  rooms: readonly Room<Tables>[],
): Messaging<Transaction<Tables>> {
  const publishes = rooms.flatMap((room) => room.publishes ?? []);
  const consumes = rooms.flatMap((room) => room.consumes ?? []);
  checkMessages(name, { publishes, consumes });
  return createMessaging<Transaction<Tables>>({
    domain: name,
    database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    seals: seals?.(config),
    now,
    publishes: [...publishes, ...auditContractsOf(name)],
    consumes: [...consumes, ...witnessing<Transaction<Tables>>(name)],
  });
}

interface ServerParts<Config, Tables> extends Pick<AppOptions<Config>, 'identity' | 'drainTimeoutMs'> {
  readonly rooms: readonly Room<Tables>[];
  readonly refusals: Refusals;
}

function serverOf<Config extends BaseConfig, Tables>(
  { name, schemaFile }: SubgraphDefinition<Config, Tables>,
  parts: SubgraphParts<Config, Tables>,
  { rooms, refusals, identity, drainTimeoutMs }: ServerParts<Config, Tables>,
): Subgraph {
  const { config, logger, now, database, messaging } = parts;
  return createSubgraph({
    name,
    config,
    logger,
    now,
    schemaFile,
    resolvers: joinResolvers(rooms),
    access: { owns: joinOwns(rooms), onRefused: refusals.onRefused },
    createContext: (input) => joinContexts(rooms, input),
    keeping: joinKeeping(rooms),
    readiness: { database: database.ping },
    tolerates: {
      writes: database.assertWritable,
      messaging: () => messaging.assertFlowing(),
      ...Object.fromEntries(rooms.flatMap((room) => Object.entries(room.tolerates ?? {}))),
    },
    routes: (app, tools) => {
      for (const room of rooms) room.routes?.(app, tools);
    },
    questions: rooms.flatMap((room) => room.questions ?? []),
    identity: rooms.find((room) => room.identity !== undefined)?.identity ?? identity,
    ...(drainTimeoutMs !== undefined && { drainTimeoutMs }),
  });
}
