import { defineCommand } from '@cartwright/command-line';
import type { StoreMode } from '../store/store-mode.ts';

/** Reads of which store `npm run explain` is to look at the plans. */
export function explainOptions(args: readonly string[]): { readonly mode: StoreMode } {
  const command = defineCommand(
    'npm run explain --',
    'Carries out the queries of the catalogue on a running store: exits with 1 where a plan reads a large table whole or is far off, with 2 where that cannot be told.',
  ).option('--production', 'of the store in production mode');
  const { production } = command.parse(args, { from: 'user' }).opts<{ production?: boolean }>();
  return { mode: production === true ? 'production' : 'development' };
}
