export { forgetting, type ForgottenTerms } from './forgetting.ts';
export { raisePriceTerms } from './repository.ts';
