export {
  claimGuest,
  EmailTaken,
  findCredentials,
  findUsers,
  insertCustomer,
  insertGuest,
  insertUsers,
  listCustomers,
  lockUser,
  updateProfile,
  type GuestClaim,
  type NewCustomer,
  type UserRecord,
} from './repository.ts';
export { loadSignedIn, maySeePersonal, type ShownUser } from './visibility.ts';
