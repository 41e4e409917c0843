import { Prisma } from '../generated/prisma/client.ts';

/** The columns of a `ProductRecord`, of a table named `p`. */
export const productColumns = Prisma.raw(
  'p.id, p.slug, p.name, p.description, p.brand, p.category_id AS "categoryId", p.tags, p.options, ' +
    'p.available_variants AS "availableVariants", p.rating_average AS "ratingAverage", ' +
    'p.rating_count AS "ratingCount", p.created_at AS "createdAt"',
);

/** The columns of a `VariantRecord`, of a table named `v`. */
export const variantColumns = Prisma.raw(
  'v.id, v.product_id AS "productId", v.sku, v.title, v.selected_options AS "selectedOptions", ' +
    'v.weight_grams AS "weightGrams", v.image_id AS "imageId", v.version',
);

/** The columns of an `ImageRecord`. */
export const imageColumns = Prisma.raw('id, product_id AS "productId", key, alt_text AS "altText"');

/** The columns of a `ReviewRecord`, of a table named `r`. */
export const reviewColumns = Prisma.raw(
  'r.id, r.product_id AS "productId", r.rating, r.title, r.body, r.author_name AS "authorName", ' +
    'r.created_at AS "createdAt"',
);
