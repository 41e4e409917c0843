import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';

/** What was sent to PostgreSQL as one transaction: BEGIN, what follows and COMMIT, or a statement by itself. */
export interface SentTransaction {
  /** The login: that of a domain; the payment provider's simulator has that of payments. */
  readonly login: string;
  /** Each on one line. */
  readonly statements: readonly string[];
}

/** PostgreSQL's log of every statement that is sent to it. */
export interface StatementLog extends AsyncDisposable {
  /** What was sent since the log was opened or last read, but by the superuser, in the order in which it began. */
  readonly read: () => Promise<SentTransaction[]>;
}

const settings = { log_statement: "'all'", log_line_prefix: "'sent-by %u %p: '" };

/** Has PostgreSQL log all statements until it is disposed of; never their values. */
export async function openStatementLog(superuserUrl: string, logDirectory: string): Promise<StatementLog> {
  const file = path.join(logDirectory, 'postgres.log');
  await alterSystem(superuserUrl, (name) => `ALTER SYSTEM SET ${name} = ${settings[name]}`);
  let position = (await stat(file)).size;
  return {
    read: async () => {
      const text = await readFrom(file, position);
      position += Buffer.byteLength(text);
      return transactionsIn(text);
    },
    [Symbol.asyncDispose]: () => alterSystem(superuserUrl, (name) => `ALTER SYSTEM RESET ${name}`),
  };
}

async function alterSystem(url: string, sqlFor: (name: keyof typeof settings) => string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const name of Object.keys(settings) as (keyof typeof settings)[]) await client.query(sqlFor(name));
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}

/** The whole lines from a position on. */
async function readFrom(file: string, position: number): Promise<string> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  const { buffer } = await handle.read(Buffer.alloc(size - position), 0, size - position, position);
  const text = buffer.toString();
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

const lineOfStatement =
  /^sent-by (?<login>\S+) (?<connection>\d+): LOG: {2}(?:execute [^:]+|statement): (?<sent>.*)$/;

/** Further lines of a statement begin with a tab. */
function transactionsIn(text: string): SentTransaction[] {
  const all: SentTransaction[] = [];
  const open = new Map<string, string[]>();
  for (const line of text.replaceAll('\n\t', ' ').split('\n')) {
    const { login, connection, sent } = lineOfStatement.exec(line)?.groups ?? {};
    if (login === undefined || connection === undefined || sent === undefined || login === 'postgres')
      continue;
    const statement = sent.replaceAll(/\s+/g, ' ').trim();
    const statements = open.get(connection) ?? [];
    statements.push(statement);
    if (statements.length === 1) all.push({ login, statements });
    if (/^(commit|rollback)\b/i.test(statement)) open.delete(connection);
    else if (/^begin\b/i.test(statement)) open.set(connection, statements);
  }
  return all;
}
