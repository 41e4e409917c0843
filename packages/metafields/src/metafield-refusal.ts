import { showMetafield } from './rules/metafield.ts';
import type { MetafieldChanged, TooManyMetafields } from './rules/set-metafields.ts';

/** The member of a result union for a change of metafields that was refused. */
export function metafieldRefusal(refused: MetafieldChanged | TooManyMetafields) {
  if (refused.kind === 'too-many-metafields') return tooManyMetafields(refused);
  const { name, metafield } = refused;
  return {
    __typename: 'MetafieldChangedError',
    message: 'Somebody has changed this metafield meanwhile.',
    ...name,
    metafield: metafield === undefined ? null : showMetafield(metafield),
  } as const;
}

/** The member for more metafields than there may be. */
export function tooManyMetafields({ limit, within = [] }: TooManyMetafields) {
  const message = `There can be at most ${limit} metafields; please remove some first.`;
  const path = [...within, 'metafields'];
  return { __typename: 'TooManyMetafieldsError', message, limit, path } as const;
}
