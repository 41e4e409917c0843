import type { Metafield } from './metafield.ts';

/** What the trail of what staff did says of an owner's metafields: which there were and of which type, and nothing that they said. */
export function auditedMetafields(metafields: readonly Metafield[]) {
  return {
    metafields: metafields.map(({ namespace, key, type, visibility, value }) => ({
      ...{ name: `${namespace}.${key}`, type, visibility },
      characters: value.length,
    })),
  };
}
