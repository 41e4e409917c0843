import { Client } from 'pg';

/** The URL of another database of the same server, for the same login. */
export function inDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.toString();
}

/** Connects, runs the work, and disconnects whatever happens. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // a query in flight rejects by itself
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
