export { isHeldForOther } from './repository.ts';
export { welcome } from './welcome.ts';
