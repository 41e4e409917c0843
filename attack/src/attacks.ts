import type { Attack } from './attack.ts';
import { documentAttacks } from './rows/documents.ts';
import { errorAttacks } from './rows/errors.ts';
import { ownershipAttacks } from './rows/ownership.ts';
import { privilegeAttacks } from './rows/privileges.ts';
import { requestFormAttacks } from './rows/request-forms.ts';
import { sessionAttacks } from './rows/sessions.ts';
import { takeoverAttacks } from './rows/takeovers.ts';
import { tokenAttacks } from './rows/tokens.ts';
import { webhookAttacks } from './rows/webhooks.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [
  ...ownershipAttacks,
  ...privilegeAttacks,
  ...tokenAttacks,
  ...sessionAttacks,
  ...documentAttacks,
  ...errorAttacks,
  ...requestFormAttacks,
  ...webhookAttacks,
  ...takeoverAttacks,
];
