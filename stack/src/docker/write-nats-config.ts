import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import { dockerNatsConfig } from './docker-nats-config.ts';

/** `npm run generate`: writes the configuration of nats-server in its container. */
writeFileSync(path.join(repositoryRoot, 'stack/docker/nats-server.conf'), dockerNatsConfig());
