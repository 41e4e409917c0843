import { sampleLogins } from '@cartwright/sample-data';
import pc from 'picocolors';
import { isOpenToOthers, ownUrlOf } from '../addresses/store-address.ts';
import { secretsFile } from '../secrets.ts';
import { mailDirectory } from '../store/plan-options.ts';
import { entries, relativePath } from './welcome-parts.ts';
import type { Welcome } from './welcome.ts';

const query = '{ products(first: 3) { nodes { name slug } } }';

/** The text that `npm start -- --production` prints when the store is open: what a careful owner has to know. */
export function welcomeToProduction(store: Welcome): string {
  const { publicUrl, dataDir } = store;
  return [
    '',
    pc.bold('The store is open, in production mode.'),
    '',
    ...entries({
      GraphQL: `${publicUrl}/graphql`,
      WebSocket: `${publicUrl.replace(/^http/, 'ws')}/graphql`,
      Schema: 'api/schema.graphql in this clone; introspection, explorer and landing page are off',
      Payments: 'sim_ok pays, sim_action_required leads to the test bank, sim_declined is declined',
      Health: `${publicUrl}/health/ready`,
      Secrets: `${relativePath(secretsFile(dataDir))}  (made at the first start, for you alone)`,
      Mails: `${relativePath(mailDirectory(dataDir))}  (for you alone: \`npm run mails\`; none is delivered)`,
      Logs: `${relativePath(`${dataDir}/logs`)}  (JSON, one file per process)`,
    }),
    '',
    ...logins(),
    '',
    ...openDoors(store),
    '  A first query:',
    '',
    `  curl -s ${publicUrl}/graphql -H 'content-type: application/json' \\`,
    `    -d '${JSON.stringify({ query })}'`,
    '',
    pc.dim('  Ctrl-C stops it and keeps the data; `npm run reset -- --production` starts afresh.'),
    '',
  ].join('\n');
}

/** Customers of the sample have the documented password; what staff sign in with is this store's own. */
function logins(): string[] {
  return sampleLogins.map(({ email, password, role }) => {
    const told = role === 'STAFF' ? 'password and one-time code: `npm run staff:code`' : password;
    return `  ${role.toLowerCase().padEnd(10)} ${email}  ${told}`;
  });
}

function openDoors({ address, publicUrl, ports }: Welcome): string[] {
  if (!isOpenToOthers(address)) return [];
  const own = ownUrlOf(address, ports['gateway'] ?? 0);
  return [
    pc.yellow(
      '  Not this machine alone: whoever reaches it can buy, and sign in as a customer of the sample.',
    ),
    ...(address.publicUrl === undefined
      ? []
      : [
          `  What leads from ${publicUrl} to here has to reach ${own}, and its address belongs into TRUSTED_PROXIES:`,
          '  without it all who come through it count as one.',
        ]),
    '',
  ];
}
