-- Many mail programs show no SVG: products serves a JPEG beside each picture, and announces that from now on.
UPDATE "variant_pictures"
SET "image_url" = regexp_replace("image_url", '^(/media/[0-9a-f-]{36})\.svg$', '\1/mail.jpg')
WHERE "image_url" LIKE '/media/%.svg';
