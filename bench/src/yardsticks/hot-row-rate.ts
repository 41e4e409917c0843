import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '@cartwright/servers';
import { Client } from 'pg';

const clients = 64;

/**
 * How many transactions in a second pgbench brings through that change one and the same row, 64 at once, on this PostgreSQL.
 * @returns undefined where there is no pgbench, or it did not get that far
 */
export async function hotRowRate(superuserUrl: string, seconds: number): Promise<number | undefined> {
  const directory = mkdtempSync(path.join(tmpdir(), 'cartwright-pgbench-'));
  const script = path.join(directory, 'take.sql');
  writeFileSync(script, 'UPDATE bench_hot_row SET available = available - 1 WHERE id = 1;\n');
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS bench_hot_row (id int PRIMARY KEY, available int NOT NULL)',
    );
    await client.query('INSERT INTO bench_hot_row VALUES (1, 0) ON CONFLICT DO NOTHING');
    const load = ['--client', String(clients), '--jobs', '1', '--time', String(seconds)];
    const output = await runCommand('pgbench', ['--no-vacuum', '--file', script, ...load, superuserUrl]);
    const [, rate] = /tps = ([\d.]+)/.exec(output) ?? [];
    return rate === undefined ? undefined : Number(rate);
  } catch (error) {
    if (error instanceof Error && /ENOENT|failed:\n$/.test(error.message)) return undefined;
    throw error;
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_hot_row');
    await client.end();
    rmSync(directory, { recursive: true, force: true });
  }
}
