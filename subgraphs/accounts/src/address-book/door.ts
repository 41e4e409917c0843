export { insertAddresses } from './repository.ts';
