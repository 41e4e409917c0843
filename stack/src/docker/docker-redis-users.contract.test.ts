import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { redisUsersFile } from '@cartwright/servers';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../repository-root.ts';
import { dockerRedisUsers } from './docker-redis-users.ts';

const committed = path.join(repositoryRoot, 'stack/docker/redis-users.acl');
const compose = readFileSync(path.join(repositoryRoot, 'docker-compose.yml'), 'utf8');

it('gives the container the users that a private Redis has', () => {
  expect(readFileSync(committed, 'utf8')).toBe(dockerRedisUsers());
});

it('is filled in by the container with its passwords', () => {
  const { services } = parse(compose) as { services: { redis: { command: string[] } } };
  const [shell = '', flag = '', script = ''] = services.redis.command;
  const fillIn = script
    .replaceAll('$$', '$')
    .replace('. /run/secrets/env;', '')
    .replace('/etc/redis/users.acl', committed)
    .replace(/> \/tmp\/users\.acl.*$/s, '');
  const filled = execFileSync(shell, [flag, fillIn], {
    env: { ...process.env, REDIS_GATEWAY_PASSWORD: 'of-gateway', REDIS_ADMIN_PASSWORD: 'of-admin' },
    encoding: 'utf8',
  });
  expect(filled).toBe(redisUsersFile({ gateway: 'of-gateway', admin: 'of-admin' }));
});
