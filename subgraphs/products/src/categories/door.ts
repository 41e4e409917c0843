export { freeSlug, readSlug, slugOf } from './rules/slug.ts';
