import { defineCommand } from '@cartwright/command-line';
import type { StoreMode } from '../store/store-mode.ts';

/** Reads which store `npm run reset` is to delete. */
export function resetOptions(args: readonly string[]): { readonly mode: StoreMode } {
  const command = defineCommand(
    'npm run reset --',
    'Deletes the data of a store that is not running.',
  ).option('--production', 'of the store in production mode');
  const { production } = command.parse(args, { from: 'user' }).opts<{ production?: boolean }>();
  return { mode: production === true ? 'production' : 'development' };
}
