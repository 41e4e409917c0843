import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadSecrets } from '@cartwright/stack';
import { startTestStore } from '@cartwright/stack/test-store';
import type { Target } from './target.ts';
import { visitorAt } from './visitor.ts';

/** Where the loopback addresses of the shopper are; no attacker is there. */
export const shopperNetwork = '127.255';

/** What the second gateway runs, beside who is signed in. */
export const trustedDocument = '{ shop { currencies } }';

/** Starts the store that is attacked, on private ports, in a directory of its own. */
export async function openTarget(dataDir: string): Promise<Target> {
  const documents = path.join(dataDir, 'trusted-documents.json');
  writeFileSync(documents, JSON.stringify({ shop: trustedDocument, me: '{ me { id } }' }));
  const store = await startTestStore({
    dataDir,
    production: true,
    replicas: { gateway: 2 },
    env: { 'gateway-2': { TRUSTED_DOCUMENTS_FILE: documents } },
  });
  let visitors = 0;
  let networks = 0;
  return {
    store,
    dataDir,
    trustingUrl: store.graphqlUrls[1] ?? '',
    environment: {},
    secrets: loadSecrets(dataDir),
    newVisitor: () => {
      visitors += 1;
      return visitorAt(`127.1.${visitors % 250}.${Math.floor(visitors / 250) + 1}`, store.graphqlUrl);
    },
    newNetwork: () => {
      networks += 1;
      const network = `127.${2 + Math.floor(networks / 250)}.${networks % 250}`;
      return (host) => visitorAt(`${network}.${host}`, store.graphqlUrl);
    },
  };
}
