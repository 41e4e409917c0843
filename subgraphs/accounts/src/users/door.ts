export type { UsersContext } from './context.ts';
export {
  claimGuest,
  EmailTaken,
  findCredentials,
  findPasswordHash,
  findUsers,
  holdPassword,
  holdUser,
  insertCustomer,
  insertGuests,
  insertUsers,
  isEmailTaken,
  isUntouched,
  lockUser,
  lockUsers,
  replacePassword,
  setPassword,
  updateProfile,
  type Credentials,
  type GuestClaim,
  type NewCustomer,
  type UserRecord,
} from './repository/users.ts';
export { lockAccount } from './lock-account.ts';
export { announceNewUser, announceUsers, type Sending } from './announce-users.ts';
export { purgeGuests } from './repository/guests.ts';
export { forgetEnrolled } from './repository/enrolled.ts';
export { isInAnyGroup, listCustomerIds, restateUsers } from './repository/snapshots.ts';
export { loadSignedIn, maySeePersonal, type ShownUser } from './visibility.ts';
export { closeAccount, insertProvenCustomer, markVerified, replaceEmail } from './repository/emails.ts';
