export {
  consentAddressesOf,
  consentsOf,
  deleteConsentsOf,
  latestConsents,
  lockAddresses,
  withoutOthers,
} from './repository/consents.ts';
export type { ConsentRecord } from './repository/consents.ts';
export type { MailKind } from './rules/mail-kind.ts';
export { kindsOn, say, type Saying } from './use-cases/say.ts';
