-- Notifications from before were written by the language of the request, which is not on record: most were English.
ALTER TABLE "notifications" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';
ALTER TABLE "notifications" ALTER COLUMN "language" DROP DEFAULT;

CREATE TABLE "customers" (
  "customer_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "first_name" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  CONSTRAINT "customers_pkey" PRIMARY KEY ("customer_id")
);

CREATE TABLE "variant_pictures" (
  "variant_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "image_url" TEXT,
  CONSTRAINT "variant_pictures_pkey" PRIMARY KEY ("variant_id")
);
