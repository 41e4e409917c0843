import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';
import { dockerNatsConfig } from './docker-nats-config.ts';

it('gives the container the permissions that a private nats-server has', () => {
  const committed = readFileSync(path.join(repositoryRoot, 'stack/docker/nats-server.conf'), 'utf8');
  expect(committed).toBe(dockerNatsConfig());
});
