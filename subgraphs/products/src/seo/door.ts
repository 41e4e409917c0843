export { seoOf, seoSchema, type SeoInput } from './rules/seo.ts';
export { updateProductSeo } from './use-cases/update-product-seo.ts';
