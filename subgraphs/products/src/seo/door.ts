export { seoOf, seoSchema, type SeoInput } from './rules/seo.ts';
