/** Where one of Medusa's processes finds what it works with. */
export interface MedusaServices {
  readonly role: 'server' | 'worker';
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Signs tokens and cookies. */
  readonly secret: string;
  /** Whether it keeps what it has read in Redis for a while. */
  readonly caches: boolean;
  /** Where it keeps settings of its command line, which would be the home directory otherwise. */
  readonly settingsDir: string;
}

/** The file that Medusa reads from its directory: the configuration is in the environment, since each process has its own. */
export const medusaConfigFile = `const { defineConfig } = require('@medusajs/framework/utils');
module.exports = defineConfig(JSON.parse(process.env.MEDUSA_CONFIG));
`;

/** What a process of Medusa runs with beside what it is told. */
export function medusaEnvironment(services: MedusaServices): Readonly<Record<string, string>> {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    MEDUSA_DISABLE_TELEMETRY: 'true',
    XDG_CONFIG_HOME: services.settingsDir,
    MEDUSA_CONFIG: JSON.stringify(configOf(services)),
  };
}

/** A shop as Medusa's documentation deploys it: server and worker, and Redis for events, workflows, locks, sessions and its cache. */
function configOf({ role, databaseUrl, redisUrl, secret, caches }: MedusaServices): object {
  const cors = 'http://127.0.0.1';
  const provider = (id: string): object => ({
    providers: [{ resolve: `@medusajs/medusa/${id}`, id, is_default: true, options: { redisUrl } }],
  });
  return {
    projectConfig: {
      databaseUrl,
      redisUrl,
      workerMode: role,
      http: { storeCors: cors, adminCors: cors, authCors: cors, jwtSecret: secret, cookieSecret: secret },
    },
    admin: { disable: true },
    featureFlags: { caching: caches },
    modules: [
      { resolve: '@medusajs/medusa/caching', options: provider('caching-redis') },
      { resolve: '@medusajs/medusa/event-bus-redis', options: { redisUrl } },
      { resolve: '@medusajs/medusa/workflow-engine-redis', options: { redis: { redisUrl } } },
      { resolve: '@medusajs/medusa/locking', options: provider('locking-redis') },
    ],
  };
}
