import { databaseUrl } from '../databases/create-domain-databases.ts';
import { domains, type Domain } from '../domains.ts';
import { loadSecrets } from '../secrets.ts';
import { natsUrls } from '../services/nats.ts';
import { postgresUrl } from '../services/postgres.ts';
import { externalService } from '../services/running-service.ts';
import { publicUrlOf, type Basis } from './open-basis.ts';
import { rememberedPorts } from './store-ports.ts';

/** The basis of the store that runs on the data directory already, to be used beside it. */
export function attachBasis(dataDir: string, environment: NodeJS.ProcessEnv): Basis {
  const ports = rememberedPorts(dataDir);
  const secrets = loadSecrets(dataDir);
  const postgres = environment['POSTGRES_URL'] ?? postgresUrl(secrets, ports['postgres'] ?? 0);
  const redis = environment['REDIS_URL'] ?? `redis://127.0.0.1:${ports['redis'] ?? 0}`;
  const nats = environment['NATS_URL'];
  const urlFor = nats === undefined ? natsUrls(secrets, ports['nats'] ?? 0) : () => nats;
  const urls = domains.map((domain) => [
    domain,
    databaseUrl(postgres, domain, secrets.databasePasswords[domain]),
  ]);
  return {
    dataDir,
    ports,
    publicUrl: publicUrlOf(ports),
    secrets,
    services: {
      postgres: externalService('PostgreSQL', postgres),
      redis: externalService('Redis', redis),
      nats: { ...externalService('NATS', urlFor('admin')), urlFor },
    },
    databaseUrls: Object.fromEntries(urls) as Record<Domain, string>,
  };
}
