export { forgetEmail } from './repository.ts';
