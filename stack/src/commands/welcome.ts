import path from 'node:path';
import { sampleLogins } from '@cartwright/sample-data';
import pc from 'picocolors';
import type { OpenStore } from '../store/open-store.ts';

const query = '{ products(first: 3) { nodes { name slug priceRange { min { amount currencyCode } } } } }';

/** The text that `npm start` prints when the store is open: addresses, logins, a first query. */
export function welcome(store: OpenStore, dataDir: string): string {
  const mailbox = `http://localhost:${store.ports['mailbox'] ?? 0}`;
  const body = JSON.stringify({ query });
  return [
    '',
    pc.bold('The store is open.'),
    '',
    ...entries({
      GraphQL: `${store.publicUrl}/graphql`,
      Explorer: `${store.publicUrl}/explorer`,
      Mailbox: mailbox,
      Logs: path.join(path.relative(process.cwd(), dataDir) || '.', 'logs'),
    }),
    '',
    ...sampleLogins.map(
      ({ email, password, role }) => `  ${role.toLowerCase().padEnd(10)} ${email}  ${password}`,
    ),
    '',
    '  A first query:',
    '',
    `  curl -s ${store.publicUrl}/graphql -H 'content-type: application/json' \\`,
    `    -d '${body}'`,
    '',
    pc.dim('  Ctrl-C stops it and keeps the data; `npm run reset` starts afresh.'),
    '',
  ].join('\n');
}

function entries(lines: Readonly<Record<string, string>>): string[] {
  return Object.entries(lines).map(([title, value]) => `  ${pc.dim(title.padEnd(10))} ${pc.cyan(value)}`);
}
