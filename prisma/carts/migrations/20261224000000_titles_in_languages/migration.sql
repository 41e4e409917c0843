-- What products and variants are called in other languages, as the catalogue announces it. The running release leaves it empty.
ALTER TABLE "variants" ADD COLUMN "translations" JSONB NOT NULL DEFAULT '{}';
