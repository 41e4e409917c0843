import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import { readBundleParts, type BundlePart } from './repository/bundle-parts.ts';
import { updateBundleParts } from './use-cases/update-bundle-parts.ts';

/** What resolvers find at `context.bundles`. */
export type BundlesContext = ReturnType<typeof bundlesContext>;

/** Makes the context of one operation. */
export function bundlesContext(parts: Parts) {
  const partsOf = () =>
    listByKey(
      (ids: readonly string[]) => readBundleParts(parts.database.statements, ids),
      ({ bundleId }: BundlePart) => bundleId,
    );
  let loader = partsOf();
  return {
    ...bind(parts, { updateBundleParts }),
    /** The parts of a bundle in their order. */
    partsOf: (bundleId: string) => loader.load(bundleId),
    /** After a mutation has changed parts: what was read is read again. */
    forget: () => {
      loader = partsOf();
    },
  };
}
