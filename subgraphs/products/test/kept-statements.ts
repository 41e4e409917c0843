/**
 * Matches statements whose answers are kept for a while and that any operation may send: the category tree, the
 * product types, the price lists, the settings of searches with the aliases of brands, and what the words of a text mean. Tests that count statements
 * leave them out.
 */
export const isKept =
  /from "(categories|product_types|attribute_definitions|price_lists|search_settings|search_pins|brand_aliases)"|FROM search_parts\(/;
