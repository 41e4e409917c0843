-- Many mail programs show no SVG: products serves a JPEG beside each picture, and announces that from now on.
UPDATE "variant_pictures"
SET "image_url" = left("image_url", -4) || '/mail.jpg'
WHERE "image_url" LIKE '/media/%.svg';
