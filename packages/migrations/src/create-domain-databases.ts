import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { domains, perDomain, type Domain } from '@cartwright/events';
import { limitLogin } from './login-timeouts.ts';
import { createAuditKeeper } from './keep-audit.ts';
import { inDatabase, withClient } from './with-client.ts';

/**
 * Creates one database and one login per domain, where they are missing, and sets passwords and time limits. A login makes
 * what it likes in its database, which it can not drop, and may not connect to any other.
 * @returns each domain's own DATABASE_URL.
 */
export async function createDomainDatabases(
  superuserUrl: string,
  passwords: Readonly<Record<Domain, string>>,
): Promise<Record<Domain, string>> {
  await withClient(superuserUrl, async (client) => {
    await createAuditKeeper(client);
    for (const domain of domains) {
      await createDomainDatabase(client, domain, passwords[domain]);
      await withClient(inDatabase(superuserUrl, nameOf(domain)), (inside) => openTo(inside, nameOf(domain)));
    }
  });
  return perDomain((domain) => databaseUrl(superuserUrl, domain, passwords[domain]));
}

/** The URL of a domain's own database, with its login. */
export function databaseUrl(superuserUrl: string, domain: Domain, password: string): string {
  const url = new URL(superuserUrl);
  url.username = nameOf(domain);
  url.password = password;
  url.pathname = nameOf(domain);
  return url.toString();
}

/** Of its login and of its database. */
function nameOf(domain: Domain): string {
  return `cartwright_${domain}`;
}

/** Lets a login make its tables where all are. */
async function openTo(inside: Client, login: string): Promise<void> {
  await inside.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${escapeIdentifier(login)}`);
}

async function createDomainDatabase(client: Client, domain: Domain, password: string): Promise<void> {
  const name = nameOf(domain);
  const quoted = escapeIdentifier(name);
  const login = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${escapeLiteral(password)}`;
  const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  await client.query(`${role.rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${quoted} ${login}`);
  await limitLogin(client, name);
  const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (database.rowCount === 0) {
    await client.query(`CREATE DATABASE ${quoted} TEMPLATE template0 ENCODING 'UTF8'`);
  }
  await client.query(`ALTER DATABASE ${quoted} OWNER TO CURRENT_USER`);
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${quoted} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, TEMPORARY, CREATE ON DATABASE ${quoted} TO ${quoted}`);
}
