export { methodOffers } from './repository.ts';
export { paymentToken } from './rules.ts';
export { refuseToken, type TokenCheck } from './use-cases.ts';
