export { forgetCustomer } from './repository.ts';
