import { defineCommand } from '@cartwright/command-line';
import type { StoreMode } from '../store/store-mode.ts';

/** Whom `npm run staff:invite-owner` is to invite, and to which store. */
export interface InviteOwnerOptions {
  readonly address: string;
  readonly mode: StoreMode;
}

/** Reads the command line. */
export function inviteOwnerOptions(args: readonly string[]): InviteOwnerOptions {
  const command = defineCommand(
    'npm run staff:invite-owner --',
    'Prints the link with which the first owner of a running store begins.',
  )
    .argument('<address>', 'the e-mail address of the owner')
    .option('--production', 'of the store in production mode');
  const parsed = command.parse(args, { from: 'user' });
  const { production } = parsed.opts<{ production?: boolean }>();
  return { address: parsed.args[0] ?? '', mode: production === true ? 'production' : 'development' };
}
