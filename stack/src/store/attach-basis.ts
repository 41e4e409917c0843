import { databaseUrl } from '@cartwright/migrations';
import { perDomain } from '@cartwright/events';
import { natsUrls, postgresUrl, redisUrls, externalService } from '@cartwright/servers';
import { localAddress, publicUrlOf } from '../addresses/store-address.ts';
import { loadSecrets } from '../secrets.ts';
import type { Basis } from './open-basis.ts';
import { groongaUrl, hasOwnGroonga } from './provide-groonga.ts';
import { rememberedPorts } from './store-ports.ts';

/** The basis of a store that is already running on the data directory, for a process beside it. */
export function attachBasis(dataDir: string, environment: NodeJS.ProcessEnv): Basis {
  const ports = rememberedPorts(dataDir);
  const secrets = loadSecrets(dataDir);
  const postgres =
    environment['POSTGRES_URL'] ?? postgresUrl(secrets.superuserPassword, ports['postgres'] ?? 0);
  const redis = environment['REDIS_URL'];
  const redisUrlFor =
    redis === undefined ? redisUrls(secrets.redisPasswords, ports['redis'] ?? 0) : () => redis;
  const nats = environment['NATS_URL'];
  const groonga = ports['groonga'];
  const urlFor = nats === undefined ? natsUrls(secrets.natsPasswords, ports['nats'] ?? 0) : () => nats;
  return {
    dataDir,
    mode: 'development',
    ports,
    address: localAddress,
    publicUrl: publicUrlOf(localAddress, ports['gateway'] ?? 0),
    secrets,
    services: {
      postgres: externalService('PostgreSQL', postgres),
      redis: { ...externalService('Redis', redisUrlFor('admin')), urlFor: redisUrlFor },
      nats: { ...externalService('NATS', urlFor('admin')), urlFor },
      groonga:
        hasOwnGroonga(environment) && groonga !== undefined
          ? externalService('Groonga', groongaUrl(groonga))
          : undefined,
    },
    databaseUrls: perDomain((domain) => databaseUrl(postgres, domain, secrets.databasePasswords[domain])),
  };
}
