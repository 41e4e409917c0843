import { defineCommand } from '@cartwright/command-line';
import type { StoreMode } from '../store/store-mode.ts';

/** Reads of which store `npm run audit:verify` is to check the audit trails. */
export function auditVerifyOptions(args: readonly string[]): { readonly mode: StoreMode } {
  const command = defineCommand(
    'npm run audit:verify --',
    'Checks the audit trails of a running store: exits with 1 where one was changed, with 2 where that cannot be told.',
  ).option('--production', 'of the store in production mode');
  const { production } = command.parse(args, { from: 'user' }).opts<{ production?: boolean }>();
  return { mode: production === true ? 'production' : 'development' };
}
