export {
  claimGuest,
  EmailTaken,
  findCredentials,
  findPasswordHash,
  findUsers,
  insertCustomer,
  insertGuest,
  insertUsers,
  listCustomers,
  lockUser,
  replacePassword,
  setPassword,
  updateProfile,
  type GuestClaim,
  type NewCustomer,
  type UserRecord,
} from './repository.ts';
export { loadSignedIn, maySeePersonal, type ShownUser } from './visibility.ts';
