export { saveBundleParts } from './repository/bundle-parts.ts';
