-- Each fetch of a file of consents stores a link for each address in it, so a file may be fetched a few times only.
ALTER TABLE consent_exports ADD COLUMN fetches integer NOT NULL DEFAULT 0;
