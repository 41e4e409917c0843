export { inviteFirstOwner, type InviteFirstOwnerOutcome } from './use-cases/invite-first-owner.ts';
