import { auditContracts } from '@cartwright/audit';
import { contracts, type MessageContract } from '@cartwright/events';
import { parkedMessageContracts } from '@cartwright/messaging';
import type { Snapshot } from './snapshot.ts';

type Route = Pick<MessageContract, 'type' | 'readers' | 'isFollowed' | 'kind'>;

/** Without staff's commands about parked messages: every domain receives them, and only the addressed one acts. */
const aboutParked = parkedMessageContracts.filter(({ kind }) => kind === 'event');

/** Which domain handles which message. Messages that are only followed are left out, since no inbox records them. */
export const routes: Snapshot['routes'] = (
  [...contracts, ...aboutParked, ...auditContracts] as readonly Route[]
)
  .filter(({ isFollowed }) => isFollowed !== true)
  .flatMap(({ type, readers }) => readers.map((domain) => ({ type, domain })));
