export { insertAddresses } from './repository.ts';
export { bringAddresses } from './bring-addresses.ts';
