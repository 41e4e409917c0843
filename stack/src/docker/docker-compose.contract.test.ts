import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { domains } from '../domains.ts';
import { repositoryRoot } from '../repository-root.ts';

const compose = readFileSync(path.join(repositoryRoot, 'docker-compose.yml'), 'utf8');

it.each(domains)('runs %s with its own login, on its own database and its own NATS user', (domain) => {
  const name = domain.toUpperCase();
  const service = new RegExp(`^  ${domain}:\\n(?:(?: {4}.*)?\\n)+`, 'm').exec(compose)?.[0] ?? '';
  expect(service).toContain(`subgraphs/${domain}/src/main.ts`);
  expect(service).toContain(
    `cartwright_${domain}:\${${name}_DATABASE_PASSWORD:-development-only}@postgres:5432/cartwright_${domain}\n`,
  );
  expect(service).toContain(`nats://${domain}:\${NATS_${name}_PASSWORD:-development-only}@nats:4222`);
});
