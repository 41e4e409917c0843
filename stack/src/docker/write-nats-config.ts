import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import { dockerNatsConfig } from './docker-nats-config.ts';
import { dockerRedisUsers } from './docker-redis-users.ts';

/** `npm run generate`: writes the configuration of nats-server and the users of Redis in their containers. */
writeFileSync(path.join(repositoryRoot, 'stack/docker/nats-server.conf'), dockerNatsConfig());
writeFileSync(path.join(repositoryRoot, 'stack/docker/redis-users.acl'), dockerRedisUsers());
