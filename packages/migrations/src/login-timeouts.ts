import { escapeIdentifier, escapeLiteral, type Client } from 'pg';

/**
 * What PostgreSQL ends by itself on every connection of a domain's login, in milliseconds. It stands behind the limits that a
 * process sets for its own connections, and above them. A statement that waits for a lock gives up first, and says so.
 * https://www.postgresql.org/docs/current/runtime-config-client.html
 */
const loginTimeouts = {
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  lock_timeout: 15_000,
} as const;

/** Sets the limits of a login; sessions that begin afterwards have them. */
export async function limitLogin(client: Client, login: string): Promise<void> {
  for (const [setting, timeoutMs] of Object.entries(loginTimeouts)) {
    const value = escapeLiteral(`${timeoutMs}ms`);
    await client.query(`ALTER ROLE ${escapeIdentifier(login)} SET ${setting} = ${value}`);
  }
}

/** Takes the limits off one connection: a migration may rebuild a large table, and waits for whoever migrates first. */
export async function takeLimitsOff(client: Client): Promise<void> {
  for (const setting of Object.keys(loginTimeouts)) await client.query(`SET ${setting} = 0`);
}
