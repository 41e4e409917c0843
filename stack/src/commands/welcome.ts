import path from 'node:path';
import { sampleLogins } from '@cartwright/sample-data';
import pc from 'picocolors';
import { entries, relativePath } from './welcome-parts.ts';
import { isOpenToOthers, ownUrlOf } from '../addresses/store-address.ts';
import type { Basis } from '../store/open-basis.ts';
import { hasSampleProvider } from '../store/process-environments.ts';

const query = '{ products(first: 3) { nodes { name slug priceRange { min { amount currencyCode } } } } }';

/** What there is to say of a store that is open. */
export type Welcome = Pick<Basis, 'address' | 'mode' | 'publicUrl' | 'ports' | 'dataDir'>;

/** The text that `npm start` prints when the store is open: addresses, logins, a first query. */
export function welcome(store: Welcome): string {
  const { publicUrl } = store;
  return [
    '',
    pc.bold('The store is open.'),
    '',
    ...entries({
      Start: `${publicUrl}/  (all of this as a page)`,
      GraphQL: `${publicUrl}/graphql`,
      WebSocket: `${publicUrl.replace(/^http/, 'ws')}/graphql`,
      Explorer: `${publicUrl}/explorer`,
      'Sign-in': `${publicUrl}/explorer/#sign-in  (password, passkey${sampleProvider(store)})`,
      Schema: `${publicUrl}/schema.graphql`,
      Mailbox: `${publicUrl}/mailbox/`,
      Payments: 'sim_ok pays, sim_action_required leads to the test bank, sim_declined is declined',
      Health: `${publicUrl}/health/ready`,
      Logs: relativePath(path.join(store.dataDir, 'logs')),
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
    pc.dim('  Ctrl-C stops it and keeps the data; `npm run reset` starts afresh.'),
    '',
  ].join('\n');
}

/** Where the accounts of the sample's identity provider are. */
function sampleProvider(store: Welcome): string {
  const port = store.ports['identity-provider'];
  if (port === undefined || !hasSampleProvider(store, process.env)) return '';
  return `, or an account at http://localhost:${port}`;
}

function logins(): string[] {
  return sampleLogins.map(
    ({ email, password, role }) => `  ${role.toLowerCase().padEnd(10)} ${email}  ${password}`,
  );
}

/** Who opens a sample store to others is told what that means, and what a tunnel needs to know. */
function openDoors({ address, publicUrl, ports }: Welcome): string[] {
  if (!isOpenToOthers(address)) return [];
  const own = ownUrlOf(address, ports['gateway'] ?? 0);
  return [
    pc.yellow(
      '  Not this machine alone: whoever reaches it can use the store, read all of its mails and sign in',
    ),
    pc.yellow('  with the logins above, as staff too. Keep nothing in it that is real.'),
    ...(address.publicUrl === undefined
      ? []
      : [`  What leads from ${publicUrl} to here has to reach ${own}.`]),
    '',
  ];
}
