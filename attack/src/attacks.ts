import type { Attack } from './attack.ts';
import { budgetAttacks } from './rows/budgets.ts';
import { cardNumberAttacks } from './rows/card-numbers.ts';
import { crowdAttacks } from './rows/crowds.ts';
import { documentAttacks } from './rows/documents.ts';
import { endAttacks } from './rows/ends.ts';
import { errorAttacks } from './rows/errors.ts';
import { keptAnswerAttacks } from './rows/kept-answers.ts';
import { linkAttacks } from './rows/links.ts';
import { listAttacks } from './rows/lists.ts';
import { mailAttacks } from './rows/mails.ts';
import { openStreamAttacks } from './rows/open-streams.ts';
import { ownershipAttacks } from './rows/ownership.ts';
import { privilegeAttacks } from './rows/privileges.ts';
import { rateAttacks } from './rows/rates.ts';
import { rawHttpAttacks } from './rows/raw-http.ts';
import { rawSocketAttacks } from './rows/raw-sockets.ts';
import { requestFormAttacks } from './rows/request-forms.ts';
import { saleAttacks } from './rows/sales.ts';
import { serverAttacks } from './rows/servers.ts';
import { sessionAttacks } from './rows/sessions.ts';
import { slowClientAttacks } from './rows/slow-clients.ts';
import { slowReaderAttacks } from './rows/slow-readers.ts';
import { staffAttacks } from './rows/staff.ts';
import { surfaceAttacks } from './rows/surface.ts';
import { takeoverAttacks } from './rows/takeovers.ts';
import { tokenAttacks } from './rows/tokens.ts';
import { trustedDocumentAttacks } from './rows/trusted-documents.ts';
import { webhookAttacks } from './rows/webhooks.ts';

/** Every attack by what it is about, in the order of the table. */
export const attackGroups: readonly (readonly Attack[])[] = [
  ownershipAttacks,
  privilegeAttacks,
  tokenAttacks,
  sessionAttacks,
  endAttacks,
  documentAttacks,
  trustedDocumentAttacks,
  errorAttacks,
  listAttacks,
  requestFormAttacks,
  rawHttpAttacks,
  rawSocketAttacks,
  webhookAttacks,
  takeoverAttacks,
  serverAttacks,
  mailAttacks,
  linkAttacks,
  cardNumberAttacks,
  surfaceAttacks,
  keptAnswerAttacks,
  saleAttacks,
  staffAttacks,
  rateAttacks,
  budgetAttacks,
  crowdAttacks,
  openStreamAttacks,
  slowClientAttacks,
  slowReaderAttacks,
];

/** Every attack. */
export const attacks: readonly Attack[] = attackGroups.flat();
