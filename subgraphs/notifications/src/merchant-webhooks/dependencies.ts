import type { Seal } from '@cartwright/identity';
import type { Parts } from '../parts.ts';
import type { Targets } from '@cartwright/outbound';

/** What webhooks are kept with. */
export interface Dependencies extends Pick<Parts, 'database' | 'newId' | 'now'> {
  readonly messaging: Pick<Parts['messaging'], 'transact'>;
  /** Of the secrets that are signed with; whose they are is the webhook's id. */
  readonly seal: Seal;
  readonly targets: Targets;
  /** Told when something is due. */
  readonly onDue: () => void;
}
