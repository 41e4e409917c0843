-- Descriptions as HTML, where they have marks, as those of products: `description` is what they say without them.
ALTER TABLE categories ADD COLUMN description_html text;
ALTER TABLE collections ADD COLUMN description_html text;
ALTER TABLE brands ADD COLUMN description_html text;
