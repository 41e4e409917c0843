export { createIdentityLinks } from './create-identity-links.ts';
