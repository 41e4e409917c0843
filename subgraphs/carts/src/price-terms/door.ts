export { raisePriceTerms } from './repository.ts';
