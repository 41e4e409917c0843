export { mailLink } from './mail-link.ts';
export { isHeldForOther } from './repository.ts';
