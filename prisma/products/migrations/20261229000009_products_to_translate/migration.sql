-- concurrently
-- Whoever translates reads what is left, however much is done: an index for each language that the shop has beside its own.
CREATE INDEX CONCURRENTLY products_untranslated_de_idx ON products (id)
  WHERE untranslated_count('de', translations, name, description, seo_title, seo_description, options) > 0;
