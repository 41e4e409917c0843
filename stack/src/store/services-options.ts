import type { Supervision } from '@cartwright/servers';
import type { Owned } from '../processes/owned.ts';
import type { Secrets } from '../secrets.ts';
import type { Ports } from './store-ports.ts';

/** Where private services keep their data, and the URLs of external ones. */
export interface ServicesOptions {
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly ports: Ports;
  readonly fast: boolean;
  /** POSTGRES_URL (a superuser's), REDIS_URL and NATS_URL name a service to use instead of a private one. */
  readonly environment: NodeJS.ProcessEnv;
  readonly owned: Owned;
  readonly note: (text: string) => void;
  readonly supervision: Supervision;
}
