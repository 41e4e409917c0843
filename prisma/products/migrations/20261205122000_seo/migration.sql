-- What pages tell search engines, where that is not the name and the description.
ALTER TABLE products ADD COLUMN seo_title text, ADD COLUMN seo_description text;
ALTER TABLE categories ADD COLUMN seo_title text, ADD COLUMN seo_description text;
