import { defineCommand } from '@cartwright/command-line';
import type { StoreMode } from '../store/store-mode.ts';

/** Reads of which store `npm run search:rebuild` is to make the search index anew. */
export function rebuildOptions(args: readonly string[]): { readonly mode: StoreMode } {
  const command = defineCommand(
    'npm run search:rebuild --',
    'Makes the index of the search engine (SEARCH_ENGINE) anew from a running store, which searches in the old one until then.',
  ).option('--production', 'of the store in production mode');
  const { production } = command.parse(args, { from: 'user' }).opts<{ production?: boolean }>();
  return { mode: production === true ? 'production' : 'development' };
}
