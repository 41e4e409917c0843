import { bind } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Dependencies } from './dependencies.ts';
import { countSecrets } from './repository.ts';
import { createKeySession } from './use-cases/create-key-session.ts';
import { createKey, endKey, rotateKey } from './use-cases/make-keys.ts';
import { readKeys } from './use-cases/read-keys.ts';

/** What resolvers find in their context: the use cases of keys, and a loader that lives as long as the operation. */
export function apiKeysContext(dependencies: Dependencies) {
  const { database, now } = dependencies;
  const count = (ids: readonly string[]) => countSecrets(database.statements, ids, now());
  const loaders = { secretsByKey: byKey(count, ({ keyId }) => keyId) };
  const useCases = bind(dependencies, { readKeys, createKey, rotateKey, endKey, createKeySession });
  return { apiKeys: { ...useCases, loaders, now } };
}

export type ApiKeysContext = ReturnType<typeof apiKeysContext>;
