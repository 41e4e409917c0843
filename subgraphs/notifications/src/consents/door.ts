export {
  consentAddressesOf,
  consentsOf,
  deleteConsentsOf,
  lockAddresses,
  withoutOthers,
} from './repository/consents.ts';
export type { MailKind } from './rules/mail-kind.ts';
export { kindsOn, say, type Saying } from './use-cases/say.ts';
