import { Client } from 'pg';

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
