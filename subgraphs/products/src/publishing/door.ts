export { tellOfProduct } from './events.ts';
export { lockPublication } from './repository.ts';
