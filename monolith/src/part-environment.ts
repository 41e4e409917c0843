import { randomBytes } from 'node:crypto';
import { domains, type Domain } from '@cartwright/events';

/** A part of the store. */
export type Part = Domain | 'gateway';

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where nothing listens. */
const nowhere = 'http://127.0.0.1:9';

/**
 * The environment of one part of a store in one process. Each part reads the variables that it would read as a process of its own.
 * One that begins with the part's name is that part's alone, and goes before one that is for all: `ORDERS_DATABASE_URL`. What
 * processes know each other by is made up, so that nobody could use it.
 */
export function partEnvironment(part: Part, env: Environment): Environment {
  const prefix = `${part.toUpperCase()}_`;
  const own = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
  );
  return { ...env, ...Object.fromEntries(own), ...betweenProcesses(part) };
}

function betweenProcesses(part: Part): Environment {
  const jwks = { JWKS_URL: `${nowhere}/.well-known/jwks.json` };
  if (part === 'gateway') return { ...jwks, ...wayToSubgraphs() };
  return {
    ...jwks,
    PORT: '0',
    ALLOW_UNSIGNED: 'false',
    GATEWAY_KEYS: newKey(),
    ...(part === 'carts' && { ORDERS_KEYS: newKey() }),
    ...(part === 'orders' && { CARTS_URL: nowhere, CARTS_KEY: newKey() }),
  };
}

function wayToSubgraphs(): Environment {
  const variables = domains.flatMap((domain) => [
    [`${domain.toUpperCase()}_URL`, nowhere],
    [`${domain.toUpperCase()}_KEY`, newKey()],
  ]);
  return Object.fromEntries(variables) as Environment;
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}
