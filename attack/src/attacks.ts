import type { Attack } from './attack.ts';
import { cardNumberAttacks } from './rows/card-numbers.ts';
import { documentAttacks } from './rows/documents.ts';
import { errorAttacks } from './rows/errors.ts';
import { mailAttacks } from './rows/mails.ts';
import { ownershipAttacks } from './rows/ownership.ts';
import { privilegeAttacks } from './rows/privileges.ts';
import { rateAttacks } from './rows/rates.ts';
import { requestFormAttacks } from './rows/request-forms.ts';
import { saleAttacks } from './rows/sales.ts';
import { serverAttacks } from './rows/servers.ts';
import { sessionAttacks } from './rows/sessions.ts';
import { staffAttacks } from './rows/staff.ts';
import { surfaceAttacks } from './rows/surface.ts';
import { takeoverAttacks } from './rows/takeovers.ts';
import { tokenAttacks } from './rows/tokens.ts';
import { webhookAttacks } from './rows/webhooks.ts';

/** Every attack by what it is about, in the order of the table. */
export const attackGroups: readonly (readonly Attack[])[] = [
  ownershipAttacks,
  privilegeAttacks,
  tokenAttacks,
  sessionAttacks,
  documentAttacks,
  errorAttacks,
  requestFormAttacks,
  webhookAttacks,
  takeoverAttacks,
  serverAttacks,
  mailAttacks,
  cardNumberAttacks,
  surfaceAttacks,
  saleAttacks,
  staffAttacks,
  rateAttacks,
];

/** Every attack. */
export const attacks: readonly Attack[] = attackGroups.flat();
