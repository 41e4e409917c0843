-- Every picture so far is a drawing of the sample shop, of this size; a new one says its own.
ALTER TABLE "images"
  ADD COLUMN "width" INTEGER NOT NULL DEFAULT 400 CHECK ("width" > 0),
  ADD COLUMN "height" INTEGER NOT NULL DEFAULT 400 CHECK ("height" > 0),
  ADD COLUMN "placeholder" TEXT;
ALTER TABLE "images" ALTER COLUMN "width" DROP DEFAULT, ALTER COLUMN "height" DROP DEFAULT;
