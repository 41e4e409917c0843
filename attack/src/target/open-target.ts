import { loadSecrets } from '@cartwright/stack';
import { startTestStore } from '@cartwright/stack/test-store';
import type { Target } from './target.ts';
import { visitorAt } from './visitor.ts';

/** The loopback address of the shopper; no attacker is in its network. */
export const shopperAddress = '127.9.9.9';

/** Starts the store that is attacked, on private ports, in a directory of its own. */
export async function openTarget(dataDir: string): Promise<Target> {
  const store = await startTestStore({ dataDir, production: true });
  let visitors = 0;
  let networks = 0;
  return {
    store,
    dataDir,
    secrets: loadSecrets(dataDir),
    newVisitor: () => {
      visitors += 1;
      return visitorAt(`127.1.${Math.floor(visitors / 250)}.${(visitors % 250) + 1}`, store.graphqlUrl);
    },
    newNetwork: () => {
      networks += 1;
      const network = `127.${2 + Math.floor(networks / 250)}.${networks % 250}`;
      return (host) => visitorAt(`${network}.${host}`, store.graphqlUrl);
    },
  };
}
